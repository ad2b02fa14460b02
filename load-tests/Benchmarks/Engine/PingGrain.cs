namespace Dispatch.Benchmarks.Engine;

internal sealed class PingGrain : Grain, IPingGrain
{
    public Task Ping() => Task.CompletedTask;
}
