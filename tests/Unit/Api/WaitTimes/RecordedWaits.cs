using Dispatch.Domain.States;
using Dispatch.Journal;
using Dispatch.Journal.History;
using Dispatch.Journal.Queries;

namespace Dispatch.Tests.Unit.Api.WaitTimes;

/// <summary>A store of acceptances and of the history that is made of them, in memory. Counts what is read.</summary>
internal sealed class RecordedWaits : IWaitHistory
{
    private readonly List<(StateCode State, AcceptedWait Accept)> _accepts = [];
    private readonly Dictionary<(TimeSpan Span, string? State, DateTimeOffset Start), WaitBucket> _buckets = [];

    /// <summary>How often acceptances were handed out, all together.</summary>
    public int AcceptsRead { get; private set; }

    public int Accepts => _accepts.Count;

    public bool IsFull { get; set; }

    public IEnumerable<WaitBucket> Buckets(TimeSpan span) => _buckets.Values
        .Where(b => b.Span == span).OrderBy(b => b.State?.Value, StringComparer.Ordinal).ThenBy(b => b.Start);

    public void Accept(StateCode state, DateTimeOffset at, TimeSpan waited) =>
        _accepts.Add((state, new AcceptedWait(at - waited, at, at.AddSeconds(60) - waited)));

    public IEnumerable<(StateCode State, AcceptedWait Accept)> All() => _accepts;

    public Task Put(IReadOnlyList<WaitBucket> buckets)
    {
        if (IsFull)
        {
            throw new StoreUnavailableException("full");
        }

        foreach (var bucket in buckets)
        {
            _buckets[(bucket.Span, bucket.State?.Value, bucket.Start)] = bucket;
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<WaitBucket>> Read(
        TimeSpan span, StateCode? state, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<WaitBucket>>(
            [.. Buckets(span).Where(b => b.State == state && b.Start >= from && b.Start < to)]);

    public Task<DateTimeOffset?> Newest(TimeSpan span, CancellationToken cancellationToken = default) =>
        Task.FromResult(Buckets(span).Where(b => b.State is null).Max(b => (DateTimeOffset?)b.Start));

    public Task<DateTimeOffset?> FirstAccepted(
        StateCode state, DateTimeOffset since, CancellationToken cancellationToken = default) => Task.FromResult(
        _accepts.Where(a => a.State == state && a.Accept.AcceptedAt >= since).Min(a => (DateTimeOffset?)a.Accept.AcceptedAt));

    public Task<IReadOnlyList<AcceptedWait>> Accepted(
        StateCode state, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<AcceptedWait> found =
        [
            .. _accepts.Where(a => a.State == state && a.Accept.AcceptedAt >= from && a.Accept.AcceptedAt < to).Select(a => a.Accept),
        ];
        AcceptsRead += found.Count;
        return Task.FromResult(found);
    }

    public Task Forget(TimeSpan span, DateTimeOffset before) => Task.CompletedTask;
}
