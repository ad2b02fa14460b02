namespace Dispatch.Hosting.Clock;

/// <summary>How the server's clock relates to the wall clock.</summary>
public static class ClockOptions
{
    /// <summary>The service key of the clock that people set: the system's.</summary>
    public const string Wall = "wall";

    /// <summary>How often the two clocks are compared.</summary>
    public static TimeSpan CheckInterval { get; } = TimeSpan.FromSeconds(1);

    /// <summary>A wall clock that moved by more than this between two comparisons was set, not corrected.</summary>
    public static TimeSpan JumpThreshold { get; } = TimeSpan.FromSeconds(1);

    /// <summary>A comparison that took longer than this says nothing: the thread was held up in the middle.</summary>
    public static TimeSpan ComparisonTime { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How much faster or slower the server's clock may run to make up for a difference.</summary>
    /// <value>1 %: an offer of 30 s is off by 0.3 s at most; ten minutes are made up in 17 hours.</value>
    public const double SlewRateLimit = 0.01;

    /// <summary>A small difference is made up in about this time, so that the clock does not swing.</summary>
    public static TimeSpan SlewHorizon { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How far the clock starts ahead of the wall clock at most, because the store holds later instants.</summary>
    /// <value>1 h. What lies further ahead was written under a clock that was wrong.</value>
    public static TimeSpan StartAheadLimit { get; } = TimeSpan.FromHours(1);
}
