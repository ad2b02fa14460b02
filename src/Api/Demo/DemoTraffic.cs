using Dispatch.Client.Traffic;

namespace Dispatch.Api.Demo;

/// <summary>Simulated patients and providers who use this server from the outside, through its own address.</summary>
public static class DemoTraffic
{
    private const int Seed = 1;

    /// <summary>Runs until the server stops.</summary>
    /// <exception cref="InvalidOperationException">The store holds no demo people.</exception>
    public static Task Run(DemoFile? who, Uri server, TimeProvider time, CancellationToken stopping)
    {
        if (who is null)
        {
            throw new InvalidOperationException("Expected a store that was seeded with --demo; start it on an empty one.");
        }

        var credentials = new DemoCredentials(who.ClinicKeys, who.ProviderTokens);
        return new TrafficSimulation(server, credentials, Console.Out, time, Seed).Run(stopping);
    }
}
