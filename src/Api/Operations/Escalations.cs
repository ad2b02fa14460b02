using Dispatch.Domain.Consults;
using Dispatch.Domain.Sla;

namespace Dispatch.Api.Operations;

/// <summary>
/// Counts the steps that were taken, for the overview, and tells the operator in the log of promises that were missed:
/// at most a line per promise and second, because a day on which they are missed misses thousands.
/// </summary>
public sealed partial class Escalations(TimeProvider time, ILogger<Escalations> log)
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<(SlaPromise Promise, int Percent, LadderAction Action), Counted> _counts = [];

    public void Count(EscalationNotice notice)
    {
        var taken = notice.Escalation;
        long unsaid;
        lock (_lock)
        {
            var key = (taken.Promise, taken.Percent, taken.Action);
            if (!_counts.TryGetValue(key, out var counted))
            {
                _counts.Add(key, counted = new Counted());
            }

            counted.Count++;
            var now = time.GetUtcNow();
            if (taken.Percent < 100 || now < counted.SaidAt + LogInterval)
            {
                return;
            }

            unsaid = counted.Count - counted.Said;
            (counted.Said, counted.SaidAt) = (counted.Count, now);
        }

        LogMissed(taken.Promise, unsaid, notice.Consult.Value, notice.State.Value);
    }

    public IReadOnlyList<EscalationCountBody> Read()
    {
        lock (_lock)
        {
            return [.. _counts.Select(c => new EscalationCountBody(c.Key.Promise, c.Key.Percent, c.Key.Action, c.Value.Count))];
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Promise {Promise} missed {Count} times, last for {Consult} in {State}")]
    private partial void LogMissed(SlaPromise promise, long count, string consult, string state);

    private sealed class Counted
    {
        public long Count { get; set; }

        public long Said { get; set; }

        public DateTimeOffset SaidAt { get; set; }
    }
}
