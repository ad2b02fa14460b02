namespace Dispatch.Tests.Simulation.Store;

/// <summary>One step of the scheduler.</summary>
internal sealed class Step(Action action) : IThreadPoolWorkItem
{
    public void Execute() => action();
}
