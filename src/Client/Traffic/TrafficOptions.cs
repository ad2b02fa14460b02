namespace Dispatch.Client.Traffic;

/// <summary>How busy the simulated traffic is, and how its people behave.</summary>
public sealed class TrafficOptions
{
    /// <summary>Mean rate of requests; they come at random (Poisson).</summary>
    /// <value>Default 2.</value>
    public double ConsultsPerSecond { get; init; } = 2;

    /// <value>Share of consults by form, default 0.3.</value>
    public double AsyncShare { get; init; } = 0.3;

    /// <value>Default 0.05.</value>
    public double UrgentShare { get; init; } = 0.05;

    /// <value>Default 0.1.</value>
    public double TwoServicesShare { get; init; } = 0.1;

    /// <value>Share of offers that a provider accepts, default 0.9.</value>
    public double AcceptShare { get; init; } = 0.9;

    /// <summary>What is neither accepted nor declined is left to expire.</summary>
    /// <value>Default 0.07.</value>
    public double DeclineShare { get; init; } = 0.07;

    /// <value>Share of consults denied, default 0.06.</value>
    public double DenyShare { get; init; } = 0.06;

    /// <value>Share of consults referred elsewhere, default 0.04.</value>
    public double ReferShare { get; init; } = 0.04;

    /// <summary>The shortest time before a provider answers an offer.</summary>
    /// <value>Default 1 s.</value>
    public TimeSpan ThinkShortest { get; init; } = TimeSpan.FromSeconds(1);

    /// <value>Default 6 s.</value>
    public TimeSpan ThinkLongest { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The shortest time between start and completion.</summary>
    /// <value>Default 4 s.</value>
    public TimeSpan HandleShortest { get; init; } = TimeSpan.FromSeconds(4);

    /// <value>Default 16 s.</value>
    public TimeSpan HandleLongest { get; init; } = TimeSpan.FromSeconds(16);

    /// <summary>The longest wait before a lost provider tries to connect again; it starts at a sixteenth and doubles.</summary>
    /// <value>Default 8 s.</value>
    public TimeSpan ReconnectLongest { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long one request or call may take before it counts as an error.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests that may be without an answer at once; more are not made and count as errors.</summary>
    /// <value>Default 64.</value>
    public int RequestsInFlight { get; init; } = 64;

    /// <summary>How many of the last request→offer times the status line looks at.</summary>
    /// <value>Default 500.</value>
    public int LatencyWindow { get; init; } = 500;

    /// <summary>Consults followed for the status line; the oldest is forgotten first.</summary>
    /// <value>Default 20,000.</value>
    public int TrackedConsults { get; init; } = 20_000;
}
