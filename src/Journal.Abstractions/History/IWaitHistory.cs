using Dispatch.Domain.States;
using Dispatch.Journal.Queries;

namespace Dispatch.Journal.History;

/// <summary>How long consults waited, by spans of time: written from what the store has of the consults themselves.</summary>
public interface IWaitHistory
{
    /// <summary>Writes buckets anew; the same again changes nothing.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now.</exception>
    Task Put(IReadOnlyList<WaitBucket> buckets);

    /// <summary>Those with something in them, oldest first.</summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    Task<IReadOnlyList<WaitBucket>> Read(
        TimeSpan span,
        StateCode? state,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken = default);

    /// <summary>Where the newest bucket of this span begins; null when there is none.</summary>
    Task<DateTimeOffset?> Newest(TimeSpan span, CancellationToken cancellationToken = default);

    /// <summary>When the first consult of a state was accepted at or after the instant; null when none was. O(log consults).</summary>
    Task<DateTimeOffset?> FirstAccepted(StateCode state, DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>The consults of one state that were first accepted in the time, oldest first. O(consults found).</summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    Task<IReadOnlyList<AcceptedWait>> Accepted(
        StateCode state, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default);

    /// <summary>Deletes the buckets of this span that begin before the instant.</summary>
    Task Forget(TimeSpan span, DateTimeOffset before);
}
