namespace Dispatch.Journal.Writing;

internal sealed class AppendItem : WriteItem
{
    // What an item costs beside its bytes: ids, hashes, index entries.
    private const int FixedBytes = 512;

    private readonly TaskCompletionSource<AppendResult> _completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="ArgumentException">The request is over a limit, or not well formed.</exception>
    public AppendItem(AppendRequest request)
    {
        AppendCheck.Check(request);
        Request = request;
        Rows = request.Rows.Length == 0 ? [] : new PreparedRow[request.Rows.Length];
        Bytes = FixedBytes;
        for (var i = 0; i < Rows.Length; i++)
        {
            Rows[i] = PreparedRow.Of(request.Rows[i]);
            Bytes += Rows[i].Bytes;
        }

        foreach (var newEvent in request.Events)
        {
            Bytes += newEvent.Payload.Length;
        }
    }

    public AppendRequest Request { get; }

    public PreparedRow[] Rows { get; }

    public override long Bytes { get; }

    public override string Subject => Request.Stream;

    public override bool CanWait => Request.CanWait;

    public Task<AppendResult> Task => _completion.Task;

    public AppendResult? Result { get; set; }

    public override void Forget()
    {
        base.Forget();
        Result = null;
    }

    protected override void PublishResult() => _completion.TrySetResult(Result!);

    protected override void PublishError(Exception error) => _completion.TrySetException(error);
}
