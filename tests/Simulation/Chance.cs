using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation;

/// <summary>
/// Everything that a simulation draws. Each actor has a chance of its own, so that what one draws does not depend on how
/// often another did.
/// </summary>
internal sealed class Chance(int seed) : IRandomSource
{
    private readonly Random _random = new(seed);

    public Chance Fork() => new(_random.Next());

    /// <summary>From <paramref name="least"/> to one less than <paramref name="limit"/>.</summary>
    public int Between(int least, int limit) => _random.Next(least, limit);

    /// <summary>True in this share of the draws.</summary>
    public bool Hits(double share) => _random.NextDouble() < share;

    public TimeSpan Seconds(double least, double most) =>
        TimeSpan.FromMilliseconds(Math.Round(1_000 * (least + (_random.NextDouble() * (most - least)))));

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public void Fill(Span<byte> bytes) => _random.NextBytes(bytes);
}
