using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Simulation.Store;

internal sealed class RegistryQueries(Reads reads) : IRegistryQueries
{
    public Task<ProviderState?> Provider(ProviderId id, CancellationToken cancellationToken = default) =>
        reads.Of(t => t.Providers.GetValueOrDefault(id));

    public Task<IReadOnlyList<ProviderState>> ProvidersLicensedIn(
        StateCode state, int limit, CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<ProviderState>>(
            t => [.. t.Providers.Values.Where(p => p.Profile.LicenseIn(state) is not null).Take(limit)]);

    public Task<IReadOnlyList<ProviderState>> Providers(
        ProviderId? after, int limit, CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<ProviderState>>(
            t => [.. t.Providers.Values.Where(p => after is null || p.Profile.Id.CompareTo(after.Value) > 0).Take(limit)]);

    public Task<bool> IsEmpty(CancellationToken cancellationToken = default) =>
        reads.Of(t => t.Providers.Count == 0 && t.Clinics.Count == 0);

    public Task<AccessKeyRow?> AccessKey(ReadOnlyMemory<byte> tokenHash, CancellationToken cancellationToken = default) =>
        reads.Of(t => t.AccessKeys.GetValueOrDefault(Convert.ToHexString(tokenHash.Span)));

    public Task<Clinic?> Clinic(ClinicId id, CancellationToken cancellationToken = default) =>
        reads.Of(t => t.Clinics.GetValueOrDefault(id));

    public Task<IReadOnlyList<ProviderId>> ProvidersByNpi(string npi, CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<ProviderId>>(t => [.. t.Npis.Where(n => n.Npi == npi).Select(n => n.Provider)]);

    public Task<IReadOnlyList<Location>> Locations(
        ClinicId clinic, int limit, CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<Location>>(
            t => [.. t.Locations.Values.Where(l => l.Clinic == clinic && !l.Removed).Take(limit)]);
}
