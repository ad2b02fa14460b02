namespace Dispatch.Engine.Embedded;

/// <summary>
/// Armed timers, the one that fires next first. Each knows its place, so that one is taken out as fast as it is put in.
/// Callers lock it.
/// </summary>
internal sealed class TimerHeap
{
    private readonly List<SimulatedTimer> _timers = [];

    /// <summary>The one that fires next; null when there is none.</summary>
    public SimulatedTimer? Min => _timers.Count == 0 ? null : _timers[0];

    public void Add(SimulatedTimer timer)
    {
        timer.Place = _timers.Count;
        _timers.Add(timer);
        Rise(timer);
    }

    /// <summary>Takes it out; changes nothing when it is not there.</summary>
    public void Remove(SimulatedTimer timer)
    {
        var place = timer.Place;
        if (place < 0)
        {
            return;
        }

        timer.Place = SimulatedTimer.Nowhere;
        var last = _timers[^1];
        _timers.RemoveAt(_timers.Count - 1);
        if (last != timer)
        {
            Put(last, place);
            Sink(last);
            Rise(last);
        }
    }

    private void Rise(SimulatedTimer timer)
    {
        while (timer.Place > 0 && _timers[(timer.Place - 1) / 2] is var parent && timer.FiresBefore(parent))
        {
            Exchange(parent, timer);
        }
    }

    private void Sink(SimulatedTimer timer)
    {
        while (NextBelow(timer.Place) is { } child && child.FiresBefore(timer))
        {
            Exchange(timer, child);
        }
    }

    private SimulatedTimer? NextBelow(int place)
    {
        var (left, right) = ((2 * place) + 1, (2 * place) + 2);
        return left >= _timers.Count ? null
            : right < _timers.Count && _timers[right].FiresBefore(_timers[left]) ? _timers[right]
            : _timers[left];
    }

    private void Exchange(SimulatedTimer above, SimulatedTimer below)
    {
        var place = above.Place;
        Put(above, below.Place);
        Put(below, place);
    }

    private void Put(SimulatedTimer timer, int place)
    {
        _timers[place] = timer;
        timer.Place = place;
    }
}
