using Dispatch.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>Grains in a silo beside the server: what passes between the two crosses a socket.</summary>
public sealed partial class DispatchHost
{
    private WebApplication? _silo;

    /// <summary>Of the process in which grains run.</summary>
    public IServiceProvider GrainServices => _silo?.Services ?? throw new InvalidOperationException("The host is stopped.");

    private async partial Task StartEngine(IReadOnlyList<string> settings)
    {
        var silo = SiloServer.Create([.. settings, .. ClusterSettings.OwnPorts], builder =>
        {
            builder.Logging.Silence();
            builder.Logging.AddProvider(Log);
            _options.ConfigureSilo?.Invoke(builder);
        });
        await silo.StartAsync();
        _silo = silo;
    }

    private partial void ConfigureEngine(IServiceCollection services)
    {
        // Nothing: the server is a client of the silo.
    }

    private partial Task WaitForStop(Task stopping) => stopping;

    private async partial Task StopEngine()
    {
        if (_silo is { } silo)
        {
            _silo = null;
            await silo.StopAsync(CancellationToken.None);
            await silo.DisposeAsync();
        }

        // The next host on this database has the same connection string, and would be handed connections whose other ends were ended.
        NpgsqlConnection.ClearAllPools();
    }
}
