namespace Dispatch.Journal.Writing;

/// <summary>Work of another kind than an append that shares the writer's transaction. It may run again after a
/// rollback, so all that it does is in the session.</summary>
internal sealed class TransactionItem<TSession, TResult>(
    string subject, long bytes, Func<TSession, TResult> work) : WriteItem, ITransactionWork
    where TSession : IWriteSession
{
    private readonly TaskCompletionSource<TResult> _completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TResult? _result;

    public override long Bytes => bytes;

    public override string Subject => subject;

    public Task<TResult> Task => _completion.Task;

    public void Execute(IWriteSession session) => _result = work((TSession)session);

    protected override void PublishResult() => _completion.TrySetResult(_result!);

    protected override void PublishError(Exception error) => _completion.TrySetException(error);
}
