using System.Collections.Immutable;
using Dispatch.Domain.States;
using Dispatch.Domain.Waits;
using Dispatch.Journal.History;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.WaitTimes;

/// <summary>Sorts waits into buckets, by state and for all states together. No clock, no store.</summary>
/// <param name="span">Of a bucket; divides a day.</param>
public sealed class WaitRollup(TimeSpan span)
{
    private readonly SortedDictionary<(string State, DateTimeOffset Start), Sum> _sums = [];

    /// <summary>Where the bucket of an instant begins.</summary>
    public static DateTimeOffset StartOf(DateTimeOffset at, TimeSpan span) =>
        new(at.UtcTicks - (at.UtcTicks % span.Ticks), TimeSpan.Zero);

    public void Add(StateCode state, AcceptedWait accept)
    {
        ArgumentNullException.ThrowIfNull(accept);
        var start = StartOf(accept.AcceptedAt, span);
        SumOf(state.Value, start).Add(accept);
        SumOf("", start).Add(accept);
    }

    /// <summary>Everything that another one counted, whose buckets are parts of these.</summary>
    public void Add(WaitRollup parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        foreach (var (key, sum) in parts._sums)
        {
            SumOf(key.State, StartOf(key.Start, span)).Add(sum);
        }
    }

    /// <summary>A bucket that is a part of one of these. One that cannot be read is left out.</summary>
    public void Add(WaitBucket part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (WaitSketch.TryRead(part.Waits.Span, out var waits))
        {
            SumOf(part.State?.Value ?? "", StartOf(part.Start, span)).Add(part, waits);
        }
    }

    /// <summary>Those with something in them, in the order of states and time.</summary>
    public ImmutableArray<WaitBucket> Buckets() => [.. _sums.Select(s => s.Value.ToBucket(span, s.Key.State, s.Key.Start))];

    /// <summary>Keeps no bucket that begins before the instant.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var key in _sums.Keys.Where(k => k.Start < before).ToArray())
        {
            _sums.Remove(key);
        }
    }

    private Sum SumOf(string state, DateTimeOffset start)
    {
        if (!_sums.TryGetValue((state, start), out var sum))
        {
            _sums[(state, start)] = sum = new Sum();
        }

        return sum;
    }

    private sealed class Sum
    {
        private readonly WaitSketch _waits = new();
        private int _accepted;
        private int _inTime;
        private TimeSpan _promised;

        public void Add(AcceptedWait accept)
        {
            _accepted++;
            _inTime += accept.AcceptedAt <= accept.AcceptBy ? 1 : 0;
            _promised += accept.AcceptBy - accept.RequestedAt;
            _waits.Add(accept.AcceptedAt - accept.RequestedAt);
        }

        public void Add(WaitBucket part, WaitSketch waits) => Add(part.Accepted, part.InTime, part.Promised, waits);

        public void Add(Sum part) => Add(part._accepted, part._inTime, part._promised, part._waits);

        public WaitBucket ToBucket(TimeSpan span, string state, DateTimeOffset start) => new(
            span,
            state.Length == 0 ? null : new StateCode(state),
            start,
            _accepted,
            _inTime,
            _promised,
            _waits.ToBytes());

        private void Add(int accepted, int inTime, TimeSpan promised, WaitSketch waits)
        {
            _accepted += accepted;
            _inTime += inTime;
            _promised += promised;
            _waits.Add(waits);
        }
    }
}
