using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>The best candidate for the tickets of one lane, by the distribution policy.</summary>
internal sealed class CandidateChoice(
    WaitingLineLimits limits, ILicenseNeed need, IIdleTimes idleTimes, Candidates candidates)
{
    private readonly List<OrderedChunks<KnownProvider>.Enumerator> _cursors = [];

    /// <summary>The one to ask. Only for a lane that can be served.</summary>
    public KnownProvider Best { get; private set; } = null!;

    /// <summary>Who comes next in order, under longest idle and round robin; null when nobody does.</summary>
    public KnownProvider? Next { get; private set; }

    /// <summary>Excluded providers met while choosing under least flexible.</summary>
    public List<ProviderId> LeftOut { get; } = [];

    /// <summary>Whether only a window of the candidates was weighed.</summary>
    public bool WasWindow { get; private set; }

    /// <param name="first">Who is taken whatever the policy says, if the lane may be served by him; null for nobody.</param>
    public void Choose(Lane lane, ProviderId? first, DateTimeOffset now)
    {
        (Best, Next, WasWindow) = (null!, null, false);
        LeftOut.Clear();
        if (lane.Preferred is { } preferred)
        {
            Best = candidates.Find(preferred)!;
        }
        else if (first is { } last && candidates.Find(last) is { } known && lane.Serves(known.Group!) && !lane.Excludes(last))
        {
            Best = known;
        }
        else if (candidates.Policy == DistributionPolicy.LeastFlexible)
        {
            WasWindow = true;
            ChooseLeastFlexible(lane);
        }
        else
        {
            ChooseFirst(lane);
            for (var moved = 0; moved < limits.MovedBackPerQuestion && MovesBack(now); moved++)
            {
                ChooseFirst(lane);
            }
        }
    }

    /// <summary>The first candidate moves to the place that it has now, if it has served since it was listed and the next is idle longer.</summary>
    private bool MovesBack(DateTimeOffset now)
    {
        if (candidates.Policy != DistributionPolicy.LongestIdle
            || Next is null
            || idleTimes.Since(Best.Id) is not { } known)
        {
            return false;
        }

        // Who is busy will be idle from now on at the earliest. When all are, the last of them is asked, and so is heard to be.
        var since = known < now ? known : now;
        if (since <= Best.Candidate!.IdleSince || since <= Next.Candidate!.IdleSince)
        {
            return false;
        }

        candidates.IdleSince(Best, since);
        return true;
    }

    private void ChooseFirst(Lane lane)
    {
        (Best, Next) = (null!, null);
        foreach (var group in lane.Class.Eligible)
        {
            if (!lane.Serves(group))
            {
                continue;
            }

            var taken = 0;
            foreach (var known in group.Members)
            {
                if (lane.Excludes(known.Id))
                {
                    continue;
                }

                if (!TakeIfBefore(known) || ++taken == 2)
                {
                    break;
                }
            }
        }
    }

    private bool TakeIfBefore(KnownProvider known)
    {
        if (Best is null || known.Place.IsBefore(Best.Place))
        {
            Next = Best;
            Best = known;
            return true;
        }

        if (Next is null || known.Place.IsBefore(Next.Place))
        {
            Next = known;
            return true;
        }

        return false;
    }

    /// <summary>Needs change by the second, so no order by them can be kept: weighs the longest idle ones now.</summary>
    private void ChooseLeastFlexible(Lane lane)
    {
        OpenCursors(lane);
        var least = double.PositiveInfinity;
        for (var weighed = 0; weighed < limits.FlexibilityWindow && NextLongestIdle() is { } known;)
        {
            if (lane.Excludes(known.Id))
            {
                LeftOut.Add(known.Id);
                continue;
            }

            // They come longest idle first, so that the first of equals stays.
            var needed = NeededElsewhere(known);
            if (Best is null || needed < least)
            {
                (Best, least) = (known, needed);
            }

            weighed++;
        }
    }

    private double NeededElsewhere(KnownProvider known)
    {
        var needed = 0.0;
        foreach (var state in known.Candidate!.OtherStates)
        {
            needed += need.In(state);
        }

        return needed;
    }

    private void OpenCursors(Lane lane)
    {
        _cursors.Clear();
        foreach (var group in lane.Class.Eligible)
        {
            var cursor = group.Members.GetEnumerator();
            if (lane.Serves(group) && cursor.MoveNext())
            {
                _cursors.Add(cursor);
            }
        }
    }

    private KnownProvider? NextLongestIdle()
    {
        var first = -1;
        for (var i = 0; i < _cursors.Count; i++)
        {
            if (first < 0 || _cursors[i].Current.Place.IsBefore(_cursors[first].Current.Place))
            {
                first = i;
            }
        }

        if (first < 0)
        {
            return null;
        }

        var cursor = _cursors[first];
        var known = cursor.Current;
        if (cursor.MoveNext())
        {
            _cursors[first] = cursor;
        }
        else
        {
            _cursors.RemoveAt(first);
        }

        return known;
    }
}
