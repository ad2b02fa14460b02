namespace Dispatch.Tests.Simulation;

/// <summary>How much of what a simulation does, drawn from its seed.</summary>
internal sealed record Scenario(int Seed, TimeSpan Length, bool WithFaults)
{
    /// <summary>Whether somebody suspends providers and replaces licences meanwhile; <c>DISPATCH_OPERATOR=0</c> leaves them alone.</summary>
    public bool WithOperator { get; init; } = Environment.GetEnvironmentVariable("DISPATCH_OPERATOR") != "0";

    /// <summary>After its length clinics ask no more and faults stop; by then everything has ended.</summary>
    public static TimeSpan Convergence { get; } = TimeSpan.FromMinutes(45);

    /// <summary>Midnight in the most eastern zone of some licences comes five minutes later.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 4, 55, 0, TimeSpan.Zero);

    public static DateOnly LastDay { get; } = new(2026, 3, 1);

    public static DateOnly FarDay { get; } = new(2028, 1, 1);
}
