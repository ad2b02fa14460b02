using Dispatch.Tests.Simulation.Store;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>A simulated store without faults, which works at once, on the thread pool; not before it is started.</summary>
internal sealed class PromptConditions : IStoreConditions
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Start() => _started.TrySetResult();

    public void AtCommit(Action commit) => _ = _started.Task.ContinueWith(
        _ => commit(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    public void AtLeisure(Action commit) => AtCommit(commit);

    public void Soon(Action read) => ThreadPool.QueueUserWorkItem(_ => read());

    public AppendFault OfAppend() => AppendFault.None;

    public bool FailsRead() => false;
}
