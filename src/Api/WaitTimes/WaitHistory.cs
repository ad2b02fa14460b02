using Dispatch.Domain.States;
using Dispatch.Domain.Waits;
using Dispatch.Journal.History;

namespace Dispatch.Api.WaitTimes;

/// <summary>How long patients waited lately, from the store.</summary>
public sealed class WaitHistory(IWaitHistory history, TimeProvider time)
{
    /// <summary>Of the buckets, of which a day is shown.</summary>
    public static TimeSpan FiveMinutes { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Of the buckets, of which a week is shown.</summary>
    public static TimeSpan Hour { get; } = TimeSpan.FromHours(1);

    private const string Day = "day";
    private const string Week = "week";
    private const double Median = 0.5;
    private const double FourOfFive = 0.8;

    public static bool IsSpan(string span) => span is Day or Week;

    /// <param name="span">Of which <see cref="IsSpan"/> is true.</param>
    /// <param name="state">Null for all together.</param>
    public async Task<WaitHistoryBody> Read(string span, StateCode? state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (bucket, back) = span == Week ? (Hour, TimeSpan.FromDays(7)) : (FiveMinutes, TimeSpan.FromDays(1));
        var from = WaitRollup.StartOf(now - back, bucket);
        var buckets = await history.Read(bucket, state, from, now, cancellationToken);
        return new WaitHistoryBody(
            span, state, from, now, (int)bucket.TotalSeconds, [.. buckets.Select(PointOf).OfType<WaitPointBody>()]);
    }

    private static WaitPointBody? PointOf(WaitBucket bucket) =>
        WaitSketch.TryRead(bucket.Waits.Span, out var waits) && waits.Count > 0 && bucket.Accepted > 0
            ? new WaitPointBody(
                bucket.Start,
                bucket.Accepted,
                waits.QuantileSeconds(Median),
                waits.QuantileSeconds(FourOfFive),
                bucket.Promised.TotalSeconds / bucket.Accepted,
                (double)bucket.InTime / bucket.Accepted)
            : null;
}
