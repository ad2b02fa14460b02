using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Unit.Api;

/// <summary>A store in which every key is the same provider's, until it is revoked.</summary>
internal sealed class RegistryOfProviders : IRegistryQueries
{
    public const string Provider = "prv_01h455vb4pex5vsknk084sn02q";

    public bool KnowsKeys { get; set; } = true;

    public DateTimeOffset? RevokedAt { get; set; }

    public Task<Clinic?> AnyClinic { get; set; } = Task.FromResult<Clinic?>(null);

    public Task<AccessKeyRow?> AccessKey(ReadOnlyMemory<byte> tokenHash, CancellationToken cancellationToken = default) =>
        Task.FromResult(KnowsKeys ? new AccessKeyRow(tokenHash, Provider, DateTimeOffset.UnixEpoch, RevokedAt) : null);

    public Task<Clinic?> Clinic(ClinicId id, CancellationToken cancellationToken = default) => AnyClinic;

    Task<ProviderState?> IRegistryQueries.Provider(ProviderId id, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Keys are found without the provider's state.");

    public Task<IReadOnlyList<ProviderState>> ProvidersLicensedIn(
        StateCode state, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Keys are found without licences.");

    public Task<IReadOnlyList<ProviderState>> Providers(
        ProviderId? after, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Keys are found without a list of providers.");

    public Task<IReadOnlyList<ProviderId>> ProvidersByNpi(string npi, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Keys are found without identifiers.");

    public Task<IReadOnlyList<Location>> Locations(
        ClinicId clinic, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Keys are found without locations.");

    public Task<bool> IsEmpty(CancellationToken cancellationToken = default) => Task.FromResult(false);
}
