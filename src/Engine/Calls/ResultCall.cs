namespace Dispatch.Engine.Embedded;

/// <summary>An awaited call with a result.</summary>
internal sealed class ResultCall<TResult>(CallContext context, GrainMethod method, string key, object?[] arguments)
    : Call(context, method, key, arguments)
{
    // Asynchronous, so that the caller's continuation does not run inside the callee's turn.
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task Task => _answer.Task;

    public override bool IsAbandoned => _answer.Task.IsCompleted;

    protected override void AnswerFrom(Task work) => _answer.TrySetFromTask((Task<TResult>)work);

    protected override void RefuseWith(Exception reason) => _answer.TrySetException(reason);

    protected override bool GiveUp(TimeoutException timeout) => _answer.TrySetException(timeout);
}
