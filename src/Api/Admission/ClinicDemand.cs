namespace Dispatch.Api.Admission;

/// <summary>What one clinic asks for, and what it may still be let in with.</summary>
internal sealed class ClinicDemand(double weight, double tokens, TimeSpan since)
{
    public double Weight { get; } = weight;

    /// <summary>Requests since the last interval ended.</summary>
    public int Arrived { get; set; }

    /// <summary>Per second, smoothed.</summary>
    public double Rate { get; set; }

    /// <summary>Requests that it may be let in with now, while shedding.</summary>
    public double Tokens { get; set; } = tokens;

    public TimeSpan FilledAt { get; set; } = since;

    public int InFlight { get; set; }
}
