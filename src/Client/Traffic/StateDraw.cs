namespace Dispatch.Client.Traffic;

/// <summary>Draws states, each as likely as its share of the population.</summary>
public sealed class StateDraw
{
    private readonly IReadOnlyList<UsState> _states;
    private readonly long[] _populationUpTo;

    /// <exception cref="ArgumentException">There is no state to draw.</exception>
    public StateDraw(IReadOnlyList<UsState> states)
    {
        if (states.Count == 0)
            throw new ArgumentException("Expected at least one state.", nameof(states));

        _states = states;
        _populationUpTo = new long[states.Count];
        long sum = 0;
        for (var i = 0; i < states.Count; i++)
            _populationUpTo[i] = sum += states[i].Population;
    }

    public UsState Next(Random random)
    {
        var person = random.NextInt64(_populationUpTo[^1]);

        // The first state whose running total is beyond that person: totals are exclusive ends.
        var index = Array.BinarySearch(_populationUpTo, person);
        return _states[index >= 0 ? index + 1 : ~index];
    }

    /// <summary>Draws until <paramref name="count"/> states are different, in the order drawn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    public IReadOnlyList<UsState> NextDistinct(Random random, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _states.Count);
        var left = _states.ToList();
        var drawn = new List<UsState>(count);
        while (drawn.Count < count)
        {
            var next = new StateDraw(left).Next(random);
            left.Remove(next);
            drawn.Add(next);
        }

        return drawn;
    }
}
