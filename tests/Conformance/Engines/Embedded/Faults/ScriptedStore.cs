using Dispatch.Engine.Embedded;
using Dispatch.Tests.Simulation.Store;

namespace Dispatch.Tests.Conformance.Engines.Embedded.Faults;

/// <summary>A simulated store that works at once, and does what the test says.</summary>
internal sealed class ScriptedStore(SteppedTurnScheduler scheduler) : IStoreConditions
{
    /// <summary>Whether it takes nothing and answers nothing.</summary>
    public bool IsDown { get; set; }

    /// <summary>What becomes of the next append alone.</summary>
    public AppendFault NextAppend { get; set; }

    public void AtCommit(Action commit) => Soon(commit);

    public void AtLeisure(Action commit) => Soon(commit);

    public void Soon(Action read) => scheduler.Start(() =>
    {
        read();
        return Task.CompletedTask;
    });

    public AppendFault OfAppend()
    {
        var fault = IsDown ? AppendFault.Unavailable : NextAppend;
        NextAppend = AppendFault.None;
        return fault;
    }

    public bool FailsRead() => IsDown;
}
