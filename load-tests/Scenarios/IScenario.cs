namespace Dispatch.LoadTests.Scenarios;

/// <summary>A load to put on a server, without saying which engine paces it.</summary>
public interface IScenario : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Creates and connects whoever takes part. Called once, before the first arrival.</summary>
    Task Prepare(CancellationToken cancel);

    /// <summary>One arrival. Arrivals overlap: one never waits for another.</summary>
    /// <param name="number">From 0, each once.</param>
    /// <param name="scheduledAt">When it was due, in timestamps of the time provider: what latency counts from.</param>
    /// <param name="cancel">Ends the waiting for an answer.</param>
    /// <returns>Whether the server took it. Never throws for what the server or the network does.</returns>
    Task<bool> Arrive(long number, long scheduledAt, CancellationToken cancel);

    /// <summary>Waits until what was taken has ended, or until the limit; called once, after the last arrival.</summary>
    Task Settle(TimeSpan limit, CancellationToken cancel);
}
