using Dispatch.Domain.Ids;

namespace Dispatch.Journal.History;

/// <summary>What providers did, by quarters of an hour. Each process adds what it saw.</summary>
public interface IProviderFigures
{
    /// <summary>Adds to what is there.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now; nothing was added.</exception>
    Task Add(IReadOnlyList<ProviderFigures> figures);

    /// <summary>The sum from a quarter of an hour on.</summary>
    Task<ProviderFigures> Since(ProviderId provider, DateTimeOffset from, CancellationToken cancellationToken = default);

    /// <summary>Deletes what begins before the instant.</summary>
    Task Forget(DateTimeOffset before);
}
