using System.Collections.Concurrent;
using Dispatch.Client.Contract;

namespace Dispatch.LoadTests.Measuring;

/// <summary>
/// Accounts for every consult of a run. An offer may come before the 201 of its consult: events of both sides meet here by id.
/// Safe for concurrent use.
/// </summary>
public sealed class ConsultLedger
{
    private readonly ConcurrentDictionary<string, ConsultTrace> _traces = [];
    private readonly ConcurrentDictionary<string, int> _refusals = [];
    private readonly ConcurrentDictionary<string, int> _gone = [];
    private readonly ConcurrentDictionary<string, int> _failedCalls = [];
    private readonly ConcurrentDictionary<string, string> _checkedStatus = [];
    private readonly ConcurrentQueue<(long ScheduledAt, long SentAt)> _sent = [];
    private int _requested;
    private int _completed;
    private int _offers;
    private int _sameAnswerTwice;

    /// <summary>Answered 201 and not seen completed.</summary>
    public int OpenCount => Volatile.Read(ref _requested) - Volatile.Read(ref _completed);

    public IEnumerable<ConsultTrace> Traces => _traces.Values;

    /// <summary>When each arrival was due and when it was really sent: how far the generator itself was late.</summary>
    public IEnumerable<(long ScheduledAt, long SentAt)> Sendings => _sent;

    public void Sent(long scheduledAt, long sentAt) => _sent.Enqueue((scheduledAt, sentAt));

    public void Requested(string consultId, int clinic, long scheduledAt, long answeredAt)
    {
        var trace = Trace(consultId);
        if (!trace.Requested(clinic, scheduledAt, answeredAt))
        {
            Interlocked.Increment(ref _sameAnswerTwice);
            return;
        }

        Interlocked.Increment(ref _requested);
    }

    /// <param name="why">The status and problem type, or the fault's name.</param>
    public void Refused(string why) => Count(_refusals, why);

    public void Offered(string consultId, long at)
    {
        Interlocked.Increment(ref _offers);
        Trace(consultId).Offered(at);
    }

    public void Gone(string? reason) => Count(_gone, reason ?? "no reason");

    public void Assigned(string consultId, long offeredAt, long at) => Trace(consultId).Assigned(offeredAt, at);

    public void Completed(string consultId, long at)
    {
        if (Trace(consultId).Completed(at))
            Interlocked.Increment(ref _completed);
    }

    public void CallFailed(string why) => Count(_failedCalls, why);

    /// <summary>What the server itself says about a consult that was not seen completed.</summary>
    public void Checked(string consultId, string status) => _checkedStatus[consultId] = status;

    public IEnumerable<(string ConsultId, int Clinic)> Open() =>
        _traces.Where(pair => pair.Value is { AnsweredAt: > 0, CompletedAt: 0 }).Select(pair => (pair.Key, pair.Value.Clinic));

    public LedgerCounts Count()
    {
        var unseen = _checkedStatus.Values.Count(status => status == ConsultStatus.Completed);
        var doubled = _sameAnswerTwice + _traces.Values.Count(trace => trace.Assignments > 1);
        return new LedgerCounts(
            Requested: _sent.Count,
            Created: _requested,
            Refused: Sorted(_refusals),
            Offered: _offers,
            Accepted: _traces.Values.Count(trace => trace.Assignments > 0),
            Completed: _traces.Values.Count(trace => trace is { AnsweredAt: > 0, CompletedAt: > 0 }),
            CompletedUnseen: unseen,
            Gone: Sorted(_gone),
            FailedCalls: Sorted(_failedCalls),
            Lost: Open().Count() - unseen,
            LostByStatus: Sorted(_checkedStatus.Values.Where(status => status != ConsultStatus.Completed)
                .GroupBy(status => status).ToDictionary(group => group.Key, group => group.Count())),
            Doubled: doubled);
    }

    private static void Count(ConcurrentDictionary<string, int> counts, string key) =>
        counts.AddOrUpdate(key, 1, static (_, count) => count + 1);

    private static SortedDictionary<string, int> Sorted(IEnumerable<KeyValuePair<string, int>> counts) =>
        new(new Dictionary<string, int>(counts), StringComparer.Ordinal);

    private ConsultTrace Trace(string consultId) => _traces.GetOrAdd(consultId, static _ => new ConsultTrace());
}
