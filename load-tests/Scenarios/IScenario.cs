namespace Dispatch.LoadTests.Scenarios;

/// <summary>A load to put on a server, and what to measure of it.</summary>
public interface IScenario
{
    /// <summary>The word of the command line.</summary>
    string Name { get; }

    /// <summary>Runs from the warm-up to the last arrival; what is open afterwards is waited for by the caller.</summary>
    /// <exception cref="InvalidOperationException">The load could not be put on the server as described.</exception>
    Task<ScenarioResult> Run(LoadContext context, CancellationToken cancel);
}
