using Dispatch.Engine.Embedded;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>Grains in the server's own process.</summary>
public sealed partial class DispatchHost
{
    private CountingTurnScheduler _turns = new();

    /// <summary>For <c>Crash&lt;IProviderGrain&gt;(key)</c>: one activation lost without a word.</summary>
    public EmbeddedEngine Engine => Services.GetRequiredService<EmbeddedEngine>();

    /// <summary>Of the process in which grains run.</summary>
    public IServiceProvider GrainServices => Services;

    /// <summary>Loses all grains in one moment, as a killed process does; what was durable stays. Then the server is gone.</summary>
    public Task CrashAll()
    {
        Engine.Kill();
        return Stop();
    }

    private partial Task StartEngine(IReadOnlyList<string> settings)
    {
        _turns = new CountingTurnScheduler();
        return Task.CompletedTask;
    }

    private partial void ConfigureEngine(IServiceCollection services) => services.AddSingleton<ITurnScheduler>(_turns);

    private partial Task StopEngine() => Task.CompletedTask;
}
