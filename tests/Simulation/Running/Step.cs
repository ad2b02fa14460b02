namespace Dispatch.Tests.Simulation;

/// <summary>One step of the scheduler.</summary>
internal sealed class Step(Action action) : IThreadPoolWorkItem
{
    public void Execute() => action();
}
