using System.Diagnostics;

namespace Dispatch.Hosting.Telemetry;

/// <summary>The product's own spans: what no library knows of. Ids only, never people's names.</summary>
public static class DispatchActivities
{
    public const string Name = "Dispatch";

    /// <summary>Costs nothing while nobody listens.</summary>
    public static ActivitySource Source { get; } = new(Name);
}
