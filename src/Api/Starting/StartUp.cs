using Dispatch.Api.Demo;
using Dispatch.Api.Pages;
using Dispatch.Api.Security;
using Dispatch.Api.Sessions;
using Dispatch.Journal;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Dispatch.Api.Starting;

/// <summary>What happens once the server listens.</summary>
public static class StartUp
{
    /// <summary>Where the server listens; with port 0, the port it got.</summary>
    public static Uri AddressOf(WebApplication app) => new(
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <returns>False when the port is taken or the store cannot be used, which the user was told.</returns>
    public static async Task<bool> TryStart(WebApplication app)
    {
        try
        {
            await app.StartAsync();
            return true;
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{fault.Message} Choose another one with --port, 0 for any that is free.");
            return false;
        }
        catch (StoreUnavailableException fault)
        {
            await Console.Error.WriteLineAsync($"The store cannot be used: {fault.Message}");
            return false;
        }
    }

    public static async Task SeedDemo(WebApplication app, CommandLine line)
    {
        if (!line.Demo)
        {
            return;
        }

        var seed = app.Services.GetRequiredService<DemoSeed>();
        var seeded = await seed.SeedIfEmpty();
        Console.WriteLine(seeded
            ? $"Demo clinics and providers were created; their keys are in {seed.File}"
            : "The store is not empty: no demo was created.");
    }

    public static async Task PrintAddresses(WebApplication app, CommandLine line)
    {
        var address = app.Services.GetRequiredService<PublicAddress>().Or(AddressOf(app));
        Console.WriteLine($"Dispatch listens on {AddressOf(app)}");
        if (line.Demo)
        {
            await PrintLinks(app, address);
        }

        Console.WriteLine($"  reference  {new Uri(address, "/docs")}");
        Console.WriteLine($"  ready      {new Uri(address, "/health/ready")}");
        Console.WriteLine($"  metrics    {new Uri(address, "/metrics")}");
        if (app.Services.GetRequiredService<OperatorToken>().File is { } file)
        {
            Console.WriteLine($"  operator   token in {file}");
        }

        Console.WriteLine("Ctrl-C stops it.");
    }

    private static async Task PrintLinks(WebApplication app, Uri address)
    {
        var lifetime = app.Services.GetRequiredService<SignInLinks>().Lifetime;
        Console.WriteLine($"Open the pages signed in; each link works once, within {lifetime.TotalMinutes:0} minutes:");
        foreach (var (name, path) in await app.Services.GetRequiredService<DemoLinks>().Create())
        {
            Console.WriteLine($"  {name,-10} {new Uri(address, path)}");
        }
    }

    /// <summary>Ends when the server stops; completed at once without <c>--traffic</c>.</summary>
    public static async Task RunTraffic(WebApplication app, CommandLine line)
    {
        if (!line.Traffic)
        {
            return;
        }

        try
        {
            await DemoTraffic.Run(
                app.Services.GetRequiredService<DemoSeed>().Load(),
                AddressOf(app),
                app.Services.GetRequiredService<TimeProvider>(),
                app.Lifetime.ApplicationStopping);
        }
        catch (InvalidOperationException fault)
        {
            Console.Error.WriteLine($"No traffic: {fault.Message}");
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
