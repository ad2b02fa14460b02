namespace Dispatch.Tests.Integration.Harness;

/// <summary>The clock of a server that a test does not choose one for.</summary>
public static class EngineClock
{
    /// <summary>Membership of a cluster is a matter of real time.</summary>
    public static TimeProvider Default => TimeProvider.System;
}
