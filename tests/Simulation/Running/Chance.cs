using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation;

/// <summary>
/// Everything that a simulation draws. Each actor has a chance of its own, named after it, so that what one draws depends
/// neither on how often another did nor on how many others there are.
/// </summary>
internal sealed class Chance : IRandomSource
{
    private readonly int _seed;
    private readonly Random _random;

    public Chance(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
    }

    /// <summary>The chance of one actor: the same for one seed, name and number, whatever was drawn before.</summary>
    public Chance For(string name, int number = 0)
    {
        // Not string.GetHashCode, which differs from process to process.
        var hash = 2166136261u;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        hash = (hash ^ (uint)number) * 16777619u;
        hash = (hash ^ (uint)_seed) * 16777619u;
        return new Chance((int)(hash ^ (hash >> 15)));
    }

    /// <summary>From <paramref name="least"/> to one less than <paramref name="limit"/>.</summary>
    public int Between(int least, int limit) => _random.Next(least, limit);

    /// <summary>True in this share of the draws.</summary>
    public bool Hits(double share) => _random.NextDouble() < share;

    public double Real(double least, double most) => least + (_random.NextDouble() * (most - least));

    public TimeSpan Seconds(double least, double most) => TimeSpan.FromMilliseconds(Math.Round(1_000 * Real(least, most)));

    /// <summary>Of the mean given, as times between independent events are.</summary>
    public TimeSpan Exponential(double meanSeconds) =>
        TimeSpan.FromMilliseconds(Math.Round(-1_000 * meanSeconds * Math.Log(1 - _random.NextDouble())));

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public void Fill(Span<byte> bytes) => _random.NextBytes(bytes);
}
