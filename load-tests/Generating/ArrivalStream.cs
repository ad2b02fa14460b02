using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Generating;

/// <summary>A part of a schedule and the clinics that ask in it, in turn.</summary>
/// <param name="Schedule">When each is due.</param>
/// <param name="Count">From arrival 0 of the schedule on.</param>
/// <param name="Clinics">Indexes of clinics.</param>
public sealed record ArrivalStream(ArrivalSchedule Schedule, long Count, IReadOnlyList<int> Clinics)
{
    private readonly TaskCompletionSource _allSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _next;

    /// <summary>Completes when the last one was sent, or when the stream was ended early.</summary>
    public Task AllSent => _allSent.Task;

    /// <summary>When the next one is due; <see cref="long.MaxValue"/> when there is none left.</summary>
    internal long NextDueAt => _next < Count ? Schedule.DueAt(_next) : long.MaxValue;

    /// <returns>The number of the arrival that is due next, which this one now is not any more.</returns>
    internal long Take()
    {
        var number = _next++;
        if (_next == Count)
            _allSent.TrySetResult();
        return number;
    }

    internal void End()
    {
        _next = Count;
        _allSent.TrySetResult();
    }
}
