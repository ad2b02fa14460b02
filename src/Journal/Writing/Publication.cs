namespace Dispatch.Journal.Writing;

/// <summary>
/// Tells a batch's callers on one thread of the pool: the writer wakes one thread instead of one per caller, and goes
/// on with the next batch.
/// </summary>
internal sealed class Publication : IThreadPoolWorkItem
{
    private readonly WriteItem[] _items;

    private Publication(WriteItem[] items) => _items = items;

    public static void Of(IReadOnlyList<WriteItem> batch)
    {
        if (batch.Count == 1)
        {
            batch[0].Publish();
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(new Publication([.. batch]), preferLocal: false);
    }

    public void Execute()
    {
        foreach (var item in _items)
        {
            item.Publish();
        }
    }
}
