using System.Text.Json;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Vault;
using Npgsql;

namespace Dispatch.Journal.Postgres;

internal sealed class PostgresRegistryQueries(PostgresReadPool reads) : IRegistryQueries, IClinicKeys
{
    public Task<AccessKeyRow?> AccessKey(
        ReadOnlyMemory<byte> tokenHash, CancellationToken cancellationToken = default) =>
        reads.ReadFirst(
            "SELECT subject, created_at, revoked_at FROM access_keys WHERE token_hash = $1",
            [tokenHash.ToArray()],
            row => new AccessKeyRow(
                tokenHash,
                row.GetString(0),
                Microseconds.ToInstant(row.GetInt64(1)),
                row.IsDBNull(2) ? null : Microseconds.ToInstant(row.GetInt64(2))),
            cancellationToken);

    public Task<Clinic?> Clinic(ClinicId id, CancellationToken cancellationToken = default) =>
        reads.ReadFirst(
            "SELECT body FROM clinics WHERE clinic = $1",
            [id.Value],
            static row => JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), JournalJson.Default.Clinic)!,
            cancellationToken);

    public Task<ProviderState?> Provider(ProviderId id, CancellationToken cancellationToken = default) =>
        reads.ReadFirst(
            "SELECT body FROM provider_states WHERE provider = $1", [id.Value], ProviderOfRow, cancellationToken);

    public async Task<IReadOnlyList<ProviderState>> ProvidersLicensedIn(
        StateCode state, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await reads.ReadAll(
            """
            SELECT p.body FROM provider_licenses l JOIN provider_states p ON p.provider = l.provider
            WHERE l.state = $1 ORDER BY l.provider LIMIT $2
            """,
            [state.Value, limit],
            ProviderOfRow,
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<ProviderState>> Providers(
        ProviderId? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await reads.ReadAll(
            "SELECT body FROM provider_states WHERE provider > $1 ORDER BY provider LIMIT $2",
            [after?.Value ?? "", limit],
            ProviderOfRow,
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<ProviderId>> ProvidersByNpi(string npi, CancellationToken cancellationToken = default) =>
        await reads.ReadAll(
            "SELECT provider FROM provider_npis WHERE npi = $1 ORDER BY provider",
            [npi],
            static row => ProviderId.Of(row.GetString(0)),
            cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<Location>> Locations(
        ClinicId clinic, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await reads.ReadAll(
            "SELECT body FROM locations WHERE clinic = $1 AND removed = 0 ORDER BY location LIMIT $2",
            [clinic.Value, limit],
            static row => JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), JournalJson.Default.Location)!,
            cancellationToken).ConfigureAwait(false);
    }

    public Task<bool> IsEmpty(CancellationToken cancellationToken = default) =>
        reads.ReadFirst(
            "SELECT NOT EXISTS (SELECT FROM clinics) AND NOT EXISTS (SELECT FROM provider_states)",
            [],
            static row => row.GetBoolean(0),
            cancellationToken);

    public Task<ClinicKeyRow?> Find(ClinicId clinic, CancellationToken cancellationToken) =>
        reads.ReadFirst(
            "SELECT wrapped_key FROM clinic_keys WHERE clinic = $1",
            [clinic.Value],

            // Typed: a null array would become a key of no bytes instead of none.
            row => new ClinicKeyRow(clinic, row.IsDBNull(0) ? (ReadOnlyMemory<byte>?)null : row.GetFieldValue<byte[]>(0)),
            cancellationToken);

    private static ProviderState ProviderOfRow(NpgsqlDataReader row) =>
        JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), JournalJson.Default.ProviderState)!;
}
