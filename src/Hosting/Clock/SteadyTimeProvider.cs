namespace Dispatch.Hosting.Clock;

/// <summary>
/// The server's clock. It starts at the wall clock and from then on follows the monotonic one, so that no deadline,
/// offer or age jumps when somebody sets the wall clock; the difference is made up slowly. It never goes back.
/// Thread-safe.
/// </summary>
/// <remarks>Timers and timestamps are those of the clock underneath: they are monotonic already.</remarks>
/// <param name="wall">Where the wall clock, the monotonic clock and timers come from.</param>
public sealed class SteadyTimeProvider(TimeProvider wall) : TimeProvider
{
    private readonly Lock _gate = new();
    private Course _course = new(wall.GetTimestamp(), wall.GetUtcNow(), SlewRate: 0);
    private TimeSpan _lastOffset;
    private long _jumps;

    public override long TimestampFrequency => wall.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => wall.LocalTimeZone;

    /// <summary>How often the wall clock was seen to have been set.</summary>
    public long Jumps => Interlocked.Read(ref _jumps);

    /// <summary>As of the last comparison: see <see cref="ClockComparison.Offset"/>.</summary>
    public TimeSpan Offset
    {
        get
        {
            lock (_gate)
            {
                return _lastOffset;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        var timestamp = wall.GetTimestamp();
        return At(Volatile.Read(ref _course), timestamp);
    }

    public override long GetTimestamp() => wall.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        wall.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves the clock on to the instant, once at the start, before anything reads it. Never moves it back.</summary>
    public void StartNotBefore(DateTimeOffset instant)
    {
        lock (_gate)
        {
            var timestamp = wall.GetTimestamp();
            var now = At(_course, timestamp);
            if (instant > now)
            {
                _lastOffset -= instant - now;
                Volatile.Write(ref _course, new Course(timestamp, instant, _course.SlewRate));
            }
        }
    }

    /// <summary>Compares with the wall clock, and sets the course to make up for the difference.</summary>
    /// <returns>Null when the comparison was held up and says nothing.</returns>
    public ClockComparison? Compare()
    {
        lock (_gate)
        {
            var before = wall.GetTimestamp();
            var shown = wall.GetUtcNow();
            var timestamp = wall.GetTimestamp();
            if (wall.GetElapsedTime(before, timestamp) > ClockOptions.ComparisonTime)
            {
                return null;
            }

            var now = At(_course, timestamp);
            var offset = shown - now;
            var moved = offset - _lastOffset;
            var jump = moved.Duration() > ClockOptions.JumpThreshold ? moved : TimeSpan.Zero;
            if (jump != TimeSpan.Zero)
            {
                Interlocked.Increment(ref _jumps);
            }

            _lastOffset = offset;
            Volatile.Write(ref _course, new Course(timestamp, now, SlewRateFor(offset)));
            return new ClockComparison(offset, jump);
        }
    }

    private static double SlewRateFor(TimeSpan offset) =>
        Math.Clamp(offset / ClockOptions.SlewHorizon, -ClockOptions.SlewRateLimit, ClockOptions.SlewRateLimit);

    private DateTimeOffset At(Course course, long timestamp)
    {
        var elapsed = wall.GetElapsedTime(course.Timestamp, timestamp);
        return course.Utc + elapsed + (elapsed * course.SlewRate);
    }

    /// <summary>From where and how fast the clock runs.</summary>
    private sealed record Course(long Timestamp, DateTimeOffset Utc, double SlewRate);
}
