using Dispatch.Api.WaitTimes;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;

namespace Dispatch.Tests.Unit.Api.WaitTimes;

public class WaitRollupTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly StateCode Texas = new("TX");
    private static readonly StateCode Ohio = new("OH");

    [Fact]
    public void Buckets_OfWaits_AreByStateAndTimeAndForAllTogether()
    {
        var rollup = new WaitRollup(TimeSpan.FromMinutes(5));
        rollup.Add(Texas, Wait(Noon, 30));
        rollup.Add(Texas, Wait(Noon.AddMinutes(5).AddTicks(-1), 200));
        rollup.Add(Ohio, Wait(Noon.AddMinutes(5), 10));

        var buckets = rollup.Buckets();

        Assert.Equal(
            [(null, 0, 2, 1), (null, 5, 1, 1), ("OH", 5, 1, 1), ("TX", 0, 2, 1)],
            buckets.Select(b => (b.State?.Value, (int)(b.Start - Noon).TotalMinutes, b.Accepted, b.InTime)));
        Assert.All(buckets, b => Assert.Equal(TimeSpan.FromSeconds(120 * b.Accepted), b.Promised));
    }

    [Fact]
    public void Add_OfBuckets_IsTheSameAsOfTheirWaits()
    {
        var (parts, hours, whole) = (
            new WaitRollup(TimeSpan.FromMinutes(5)), new WaitRollup(TimeSpan.FromHours(1)), new WaitRollup(TimeSpan.FromHours(1)));
        for (var i = 0; i < 50; i++)
        {
            var wait = Wait(Noon.AddMinutes(i), i * 7);
            parts.Add(Texas, wait);
            whole.Add(Texas, wait);
        }

        foreach (var part in parts.Buckets())
        {
            hours.Add(part);
        }

        Assert.Equal(
            whole.Buckets().Select(b => (b.State, b.Start, b.Accepted, b.InTime, b.Promised, Convert.ToHexString(b.Waits.Span))),
            hours.Buckets().Select(b => (b.State, b.Start, b.Accepted, b.InTime, b.Promised, Convert.ToHexString(b.Waits.Span))));
    }

    private static AcceptedWait Wait(DateTimeOffset acceptedAt, int seconds) =>
        new(acceptedAt.AddSeconds(-seconds), acceptedAt, acceptedAt.AddSeconds(120 - seconds));
}
