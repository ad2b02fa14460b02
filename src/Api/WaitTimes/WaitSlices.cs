using System.Collections.Immutable;
using Dispatch.Journal.History;

namespace Dispatch.Api.WaitTimes;

/// <summary>
/// What was read of the waits that the history does not hold for good yet: a slice of time is counted as soon as it is over, and
/// once more when no acceptance can be added to it any longer. Each acceptance is so read twice, however long its bucket is open.
/// No clock, no store.
/// </summary>
/// <param name="span">Of the buckets.</param>
/// <param name="begin">What was accepted before is in the history for good.</param>
public sealed class WaitSlices(TimeSpan span, DateTimeOffset begin)
{
    private readonly WaitRollup _settled = new(span);
    private readonly Queue<(DateTimeOffset End, WaitRollup Waits)> _recent = new();

    /// <summary>Up to where is counted for good; exclusive.</summary>
    public DateTimeOffset SettledTo { get; private set; } = begin;

    /// <summary>Up to where is counted at all; exclusive.</summary>
    public DateTimeOffset ReadTo { get; private set; } = begin;

    /// <summary>
    /// Up to where to read once more from <see cref="SettledTo"/>: the end of the last slice that nothing is added to after
    /// <paramref name="settled"/>, or that instant itself where nothing later was counted.
    /// </summary>
    public DateTimeOffset SettlesTo(DateTimeOffset settled)
    {
        var end = SettledTo;
        foreach (var slice in _recent)
        {
            end = slice.End <= settled ? slice.End : end;
        }

        return _recent.Count == 0 && settled > end ? settled : end;
    }

    /// <summary>Counts for good what was accepted from <see cref="SettledTo"/> to an end that <see cref="SettlesTo"/> gave, or a part of that where nothing was counted yet.</summary>
    public void Settle(DateTimeOffset end, WaitRollup waits)
    {
        ArgumentNullException.ThrowIfNull(waits);
        _settled.Add(waits);
        SettledTo = end;
        ReadTo = end > ReadTo ? end : ReadTo;
        while (_recent.TryPeek(out var slice) && slice.End <= end)
        {
            _recent.Dequeue();
        }
    }

    /// <summary>Counts what was accepted from <see cref="ReadTo"/> to <paramref name="end"/> until that is settled.</summary>
    public void Extend(DateTimeOffset end, WaitRollup waits)
    {
        ArgumentNullException.ThrowIfNull(waits);
        _recent.Enqueue((end, waits));
        ReadTo = end;
    }

    /// <summary>Those in which something was counted since they were last let go.</summary>
    public ImmutableArray<WaitBucket> Buckets()
    {
        var all = new WaitRollup(span);
        all.Add(_settled);
        foreach (var (_, waits) in _recent)
        {
            all.Add(waits);
        }

        return all.Buckets();
    }

    /// <summary>Buckets to which nothing is added any more have been written: they are not kept.</summary>
    public void LetGo() => _settled.Forget(WaitRollup.StartOf(SettledTo, span));
}
