namespace Dispatch.Api.Hubs;

/// <summary>Counts the open hub connections of this process against their limit.</summary>
public sealed class OpenSockets(ApiLimits limits)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool TryOpen()
    {
        if (Interlocked.Increment(ref _count) <= limits.OpenSockets)
        {
            return true;
        }

        Interlocked.Decrement(ref _count);
        return false;
    }

    public void Close() => Interlocked.Decrement(ref _count);
}
