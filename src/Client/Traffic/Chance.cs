namespace Dispatch.Client.Traffic;

/// <summary>One seeded source of chance, safe to draw from in several tasks.</summary>
public sealed class Chance(int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    /// <summary>From 0 up to but not including 1.</summary>
    public double Share() => With(random => random.NextDouble());

    public TimeSpan Between(TimeSpan shortest, TimeSpan longest) => shortest + ((longest - shortest) * Share());

    /// <summary>The gap to the next of events that come at random at a mean rate.</summary>
    public TimeSpan Gap(double perSecond) => TimeSpan.FromSeconds(-Math.Log(1 - Share()) / perSecond);

    public T Pick<T>(IReadOnlyList<T> from) => from[With(random => random.Next(from.Count))];

    public T With<T>(Func<Random, T> draw)
    {
        lock (_gate)
        {
            return draw(_random);
        }
    }
}
