using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Simulation.Store;

/// <summary>Providers only: clinics and keys are asked for at the edge, which is not simulated.</summary>
internal sealed class RegistryQueries(Tables tables, Later later) : IRegistryQueries
{
    public Task<ProviderState?> Provider(ProviderId id, CancellationToken cancellationToken = default) =>
        later.Read(() => tables.Providers.GetValueOrDefault(id));

    public Task<IReadOnlyList<ProviderState>> ProvidersLicensedIn(
        StateCode state, int limit, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<ProviderState>>(
            () => [.. tables.Providers.Values.Where(p => p.Profile.LicenseIn(state) is not null).Take(limit)]);

    public Task<IReadOnlyList<ProviderState>> Providers(
        ProviderId? after, int limit, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<ProviderState>>(
            () => [.. tables.Providers.Values.Where(p => after is null || p.Profile.Id.CompareTo(after.Value) > 0).Take(limit)]);

    public Task<bool> IsEmpty(CancellationToken cancellationToken = default) =>
        later.Read(() => tables.Providers.Count == 0);

    public Task<AccessKeyRow?> AccessKey(ReadOnlyMemory<byte> tokenHash, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("No grain asks for a key.");

    public Task<Clinic?> Clinic(ClinicId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("No grain asks for a clinic.");

    public Task<IReadOnlyList<ProviderId>> ProvidersByNpi(string npi, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("No grain asks for an identifier.");

    public Task<IReadOnlyList<Location>> Locations(
        ClinicId clinic, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("No grain asks for locations.");
}
