namespace Dispatch.Benchmarks.Engine;

/// <summary>Does nothing, so that only the call is measured.</summary>
[Alias("benchmark.ping")]
public interface IPingGrain : IGrainWithStringKey
{
    [Alias("ping")]
    Task Ping();
}
