namespace Dispatch.Tests.Unit;

/// <summary>Small numbers drawn from one number, the same ones each time.</summary>
internal sealed class Dice(int seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>From 0 to one less than the sides. SplitMix64.</summary>
    public int Next(int sides)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)sides);
    }

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int sides) => Next(sides) == 0;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];
}
