using Microsoft.AspNetCore.Builder;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>How a test wants its server.</summary>
public sealed class DispatchHostOptions
{
    /// <summary>
    /// The system's clock, as the server sees it: the wall clock, and time for timers. A
    /// simulated one moves only when the test moves it.
    /// </summary>
    public TimeProvider Time { get; init; } = EngineClock.Default;

    /// <summary>Settings as on the command line, for instance <c>Dispatch:Limits:OpenSockets</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Runs last: what it registers replaces what the server registered. Runs again at each restart.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }

    /// <summary>As <see cref="Configure"/>, for the process that hosts the grains, where that is another one.</summary>
    public Action<WebApplicationBuilder>? ConfigureSilo { get; init; }

    public static DispatchHostOptions RealTime => new() { Time = TimeProvider.System };
}
