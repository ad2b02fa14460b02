using System.Text.Json;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Vault;

namespace Dispatch.Journal.Sqlite;

internal sealed class SqliteRegistryQueries(SqliteReadPool reads) : IRegistryQueries, IClinicKeys
{
    public Task<AccessKeyRow?> AccessKey(
        ReadOnlyMemory<byte> tokenHash, CancellationToken cancellationToken = default) =>
        reads.Read(
            connection => connection
                .Prepare("SELECT subject, created_at, revoked_at FROM access_keys WHERE token_hash = ?1")
                .BindBlob(1, tokenHash.Span)
                .ReadFirst(row => new AccessKeyRow(
                    tokenHash,
                    row.Text(0),
                    Microseconds.ToInstant(row.Int64(1)),
                    row.IsNull(2) ? null : Microseconds.ToInstant(row.Int64(2)))),
            cancellationToken);

    public Task<Clinic?> Clinic(ClinicId id, CancellationToken cancellationToken = default) =>
        reads.Read(
            connection => connection
                .Prepare("SELECT body FROM clinics WHERE clinic = ?1")
                .Bind(1, id.Value)
                .ReadFirst(static row => JsonSerializer.Deserialize(row.Bytes(0), JournalJson.Default.Clinic)),
            cancellationToken);

    public Task<ProviderState?> Provider(ProviderId id, CancellationToken cancellationToken = default) =>
        reads.Read(
            connection => connection
                .Prepare("SELECT body FROM provider_states WHERE provider = ?1")
                .Bind(1, id.Value)
                .ReadFirst(ProviderOfRow),
            cancellationToken);

    public Task<IReadOnlyList<ProviderState>> ProvidersLicensedIn(
        StateCode state, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return reads.Read<IReadOnlyList<ProviderState>>(
            connection => connection
                .Prepare(
                    """
                    SELECT p.body FROM provider_licenses l CROSS JOIN provider_states p ON p.provider = l.provider
                    WHERE l.state = ?1 ORDER BY l.provider LIMIT ?2
                    """)
                .Bind(1, state.Value)
                .Bind(2, limit)
                .ReadAll(static row => ProviderOfRow(row)!),
            cancellationToken);
    }

    public Task<IReadOnlyList<ProviderState>> Providers(
        ProviderId? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return reads.Read<IReadOnlyList<ProviderState>>(
            connection => connection
                .Prepare("SELECT body FROM provider_states WHERE provider > ?1 ORDER BY provider LIMIT ?2")
                .Bind(1, after?.Value ?? "")
                .Bind(2, limit)
                .ReadAll(static row => ProviderOfRow(row)!),
            cancellationToken);
    }

    public Task<IReadOnlyList<ProviderId>> ProvidersByNpi(string npi, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<ProviderId>>(
            connection => connection
                .Prepare("SELECT provider FROM provider_npis WHERE npi = ?1 ORDER BY provider")
                .Bind(1, npi)
                .ReadAll(static row => ProviderId.Of(row.Text(0))),
            cancellationToken);

    public Task<IReadOnlyList<Location>> Locations(
        ClinicId clinic, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return reads.Read<IReadOnlyList<Location>>(
            connection => connection
                .Prepare("SELECT body FROM locations WHERE clinic = ?1 AND removed = 0 ORDER BY location LIMIT ?2")
                .Bind(1, clinic.Value)
                .Bind(2, limit)
                .ReadAll(static row => JsonSerializer.Deserialize(row.Bytes(0), JournalJson.Default.Location)!),
            cancellationToken);
    }

    public Task<bool> IsEmpty(CancellationToken cancellationToken = default) =>
        reads.Read(
            static connection => connection
                .Prepare("SELECT NOT EXISTS (SELECT 1 FROM clinics) AND NOT EXISTS (SELECT 1 FROM provider_states)")
                .ReadFirst(static row => row.Int64(0) != 0),
            cancellationToken);

    public Task<ClinicKeyRow?> Find(ClinicId clinic, CancellationToken cancellationToken) =>
        reads.Read(
            connection => connection
                .Prepare("SELECT wrapped_key FROM clinic_keys WHERE clinic = ?1")
                .Bind(1, clinic.Value)
                // Typed: a null array would become a key of no bytes instead of none.
                .ReadFirst(row => new ClinicKeyRow(
                    clinic, row.IsNull(0) ? (ReadOnlyMemory<byte>?)null : row.Bytes(0).ToArray())),
            cancellationToken);

    private static ProviderState? ProviderOfRow(SqliteStatement row) =>
        JsonSerializer.Deserialize(row.Bytes(0), JournalJson.Default.ProviderState);
}
