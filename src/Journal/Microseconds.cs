namespace Dispatch.Journal;

/// <summary>Instants as the stores keep them: whole microseconds since 1970-01-01 UTC, rounded down.</summary>
internal static class Microseconds
{
    private const long EpochMicroseconds = 62_135_596_800L * 1_000_000;

    // Both terms are positive, so the division rounds down for instants before 1970 too.
    public static long Of(DateTimeOffset at) => (at.UtcTicks / TimeSpan.TicksPerMicrosecond) - EpochMicroseconds;

    public static long? Of(DateTimeOffset? at) => at is { } instant ? Of(instant) : null;

    public static DateTimeOffset ToInstant(long microseconds) =>
        new((microseconds + EpochMicroseconds) * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
