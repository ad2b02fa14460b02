namespace Dispatch.Api.Security;

/// <summary>Lets through so many per second on average, and a burst at once. Thread-safe.</summary>
/// <param name="ratePerSecond">Above 0.</param>
/// <param name="burst">From 1: how many may come at once after a pause.</param>
public sealed class TokenBucket(TimeProvider time, double ratePerSecond, double burst)
{
    private readonly Lock _lock = new();
    private double _tokens = burst;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Whether one would pass now; takes nothing.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                Fill_NeedsLock();
                return _tokens < 1;
            }
        }
    }

    /// <param name="retryAfter">When refused, how long until one passes again.</param>
    public bool TryTake(out TimeSpan retryAfter)
    {
        lock (_lock)
        {
            Fill_NeedsLock();
            if (_tokens >= 1)
            {
                _tokens--;
                retryAfter = TimeSpan.Zero;
                return true;
            }

            retryAfter = TimeSpan.FromSeconds((1 - _tokens) / ratePerSecond);
            return false;
        }
    }

    private void Fill_NeedsLock()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * ratePerSecond));
        _filledAt = now;
    }
}
