using Dispatch.Api;
using Dispatch.Api.WaitTimes;
using Dispatch.Domain.States;
using Dispatch.Engine.Embedded;
using Dispatch.Journal;
using Dispatch.Journal.History;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Unit.Api.WaitTimes;

public class WaitHistoryKeeperTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly StateCode[] States = [new("OH"), new("TX")];

    private readonly SimulatedTimeProvider _time = new(Start);
    private readonly RecordedWaits _waits = new();

    private CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_RoundAfterRound_ReadsEachAcceptanceTwiceHoweverLongItsBucketIsOpen()
    {
        using var keeper = Keeper();
        await keeper.Write(Cancel);
        for (var second = 0; second < 1_200; second += 15)
        {
            _waits.Accept(States[0], _time.GetUtcNow().AddSeconds(7), TimeSpan.FromSeconds(20));
            _time.Advance(TimeSpan.FromSeconds(15));
            await keeper.Write(Cancel);
        }

        _time.Advance(TimeSpan.FromMinutes(2));
        await keeper.Write(Cancel);

        Assert.Equal(2 * _waits.Accepts, _waits.AcceptsRead);
        AssertWritten();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Write_WhateverComesLateAndWheneverItRuns_CountsEachOnce(int seed)
    {
        var random = new Random(seed);
        var keeper = Keeper();
        for (var round = 0; round < 200; round++)
        {
            _time.Advance(TimeSpan.FromSeconds(random.Next(10) == 0 ? random.Next(2_000) : random.Next(40)));
            for (var i = random.Next(6); i > 0; i--)
            {
                // It was dated up to a minute ago, and is durable now.
                _waits.Accept(
                    States[random.Next(2)], _time.GetUtcNow().AddSeconds(-60 * random.NextDouble()), TimeSpan.FromSeconds(random.Next(200)));
            }

            _waits.IsFull = random.Next(8) == 0;
            try
            {
                await keeper.Write(Cancel);
            }
            catch (StoreUnavailableException)
            {
                // Written the next time.
            }

            if (random.Next(40) == 0)
            {
                keeper.Dispose();
                keeper = Keeper();
            }
        }

        _waits.IsFull = false;
        _time.Advance(TimeSpan.FromMinutes(2));
        await keeper.Write(Cancel);
        keeper.Dispose();

        AssertWritten();
    }

    [Fact]
    public async Task Write_WhatWasJustAccepted_IsThereAtOnce()
    {
        using var keeper = Keeper();
        await keeper.Write(Cancel);
        _time.Advance(TimeSpan.FromSeconds(10));
        _waits.Accept(States[0], Start.AddSeconds(9), TimeSpan.FromSeconds(5));

        await keeper.Write(Cancel);

        AssertWritten();
    }

    private WaitHistoryKeeper Keeper() => new(_waits, new ApiLimits(), _time, NullLogger<WaitHistoryKeeper>.Instance);

    private void AssertWritten()
    {
        foreach (var span in (TimeSpan[])[WaitHistory.FiveMinutes, WaitHistory.Hour])
        {
            var all = new WaitRollup(span);
            foreach (var (state, accept) in _waits.All())
            {
                all.Add(state, accept);
            }

            Assert.Equal(all.Buckets().Select(Said), _waits.Buckets(span).Select(Said));
        }
    }

    private static string Said(WaitBucket bucket) =>
        $"{bucket.State} {bucket.Start:O} {bucket.Accepted} {bucket.InTime} {bucket.Promised} {Convert.ToHexString(bucket.Waits.Span)}";
}
