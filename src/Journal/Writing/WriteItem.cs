namespace Dispatch.Journal.Writing;

/// <summary>One thing that waits for the writer. Its task completes once it is durable or refused.</summary>
internal abstract class WriteItem
{
    private Exception? _error;

    /// <summary>Of events and rows; what the limits in bytes count.</summary>
    public abstract long Bytes { get; }

    /// <summary>Names it in messages.</summary>
    public abstract string Subject { get; }

    /// <summary>Whether it may stay behind for its subject's next item, or for a while.</summary>
    public virtual bool CanWait => false;

    public void Fail(Exception error) => _error = error;

    /// <summary>Forgets the outcome of a transaction that was rolled back.</summary>
    public virtual void Forget() => _error = null;

    /// <summary>Tells the caller.</summary>
    public void Publish()
    {
        if (_error is { } error)
        {
            PublishError(error);
        }
        else
        {
            PublishResult();
        }
    }

    protected abstract void PublishResult();

    protected abstract void PublishError(Exception error);
}
