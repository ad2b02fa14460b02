using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal.Queries;

/// <summary>Clinics, providers and the keys they present. Callers cache; the store is asked on a miss.</summary>
public interface IRegistryQueries
{
    Task<AccessKeyRow?> AccessKey(ReadOnlyMemory<byte> tokenHash, CancellationToken cancellationToken = default);

    Task<Clinic?> Clinic(ClinicId id, CancellationToken cancellationToken = default);

    Task<ProviderState?> Provider(ProviderId id, CancellationToken cancellationToken = default);

    /// <summary>Every provider with a licence in the state, in the order of their ids, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<ProviderState>> ProvidersLicensedIn(
        StateCode state, int limit, CancellationToken cancellationToken = default);

    /// <summary>All providers by the order of their ids, a page at a time.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    Task<IReadOnlyList<ProviderState>> Providers(
        ProviderId? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Everybody who was created with this national identifier, in the order of their ids.</summary>
    Task<IReadOnlyList<ProviderId>> ProvidersByNpi(string npi, CancellationToken cancellationToken = default);

    /// <summary>The clinic's locations without the removed ones, in the order of their ids, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Location>> Locations(ClinicId clinic, int limit, CancellationToken cancellationToken = default);

    /// <summary>Whether the store holds no clinic and no provider yet.</summary>
    Task<bool> IsEmpty(CancellationToken cancellationToken = default);
}
