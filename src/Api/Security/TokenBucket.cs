namespace Dispatch.Api.Security;

/// <summary>Lets through so many per second on average, and a burst at once. Thread-safe.</summary>
/// <param name="ratePerSecond">Above 0.</param>
/// <param name="burst">From 1: how many may come at once after a pause.</param>
public sealed class TokenBucket(TimeProvider time, double ratePerSecond, double burst)
{
    private readonly Lock _lock = new();

    // Full until it is first asked.
    private double _taken;
    private long _filledAt;

    /// <summary>Whether one would pass now; takes nothing.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                Fill_NeedsLock();
                return _taken > burst - 1;
            }
        }
    }

    /// <param name="retryAfter">When refused, how long until one passes again.</param>
    public bool TryTake(out TimeSpan retryAfter)
    {
        lock (_lock)
        {
            Fill_NeedsLock();
            if (_taken <= burst - 1)
            {
                _taken++;
                retryAfter = TimeSpan.Zero;
                return true;
            }

            retryAfter = TimeSpan.FromSeconds((_taken - (burst - 1)) / ratePerSecond);
            return false;
        }
    }

    private void Fill_NeedsLock()
    {
        var now = time.GetTimestamp();
        _taken = Math.Max(0, _taken - (time.GetElapsedTime(_filledAt, now).TotalSeconds * ratePerSecond));
        _filledAt = now;
    }
}
