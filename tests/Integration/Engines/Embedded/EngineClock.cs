using Dispatch.Engine.Embedded;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>The clock of a server that a test does not choose one for.</summary>
public static class EngineClock
{
    /// <summary>A new one, which moves only when the test moves it.</summary>
    public static TimeProvider Default => new SimulatedTimeProvider(Samples.Start);
}
