namespace Dispatch.Engine.Embedded;

/// <summary>An awaited call without a result.</summary>
internal sealed class PlainCall(CallContext context, GrainMethod method, string key, object?[] arguments)
    : Call(context, method, key, arguments)
{
    // Asynchronous, so that the caller's continuation does not run inside the callee's turn.
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task Task => _answer.Task;

    public override bool IsAbandoned => _answer.Task.IsCompleted;

    protected override void AnswerFrom(Task work) => _answer.TrySetFromTask(work);

    protected override void RefuseWith(Exception reason) => _answer.TrySetException(reason);

    protected override bool GiveUp(TimeoutException timeout) => _answer.TrySetException(timeout);
}
