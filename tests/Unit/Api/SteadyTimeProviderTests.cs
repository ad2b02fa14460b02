using Dispatch.Engine.Embedded;

namespace Dispatch.Tests.Unit.Api;

public class SteadyTimeProviderTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly SimulatedTimeProvider _wall = new(Start);
    private readonly SteadyTimeProvider _clock;

    public SteadyTimeProviderTests() => _clock = new SteadyTimeProvider(_wall);

    [Fact]
    public void GetUtcNow_WithoutAJump_IsTheWallClock()
    {
        for (var second = 0; second < 100; second++)
        {
            Assert.Equal(_wall.GetUtcNow(), _clock.GetUtcNow());
            Assert.Equal(new ClockComparison(TimeSpan.Zero, TimeSpan.Zero), _clock.Compare());
            _wall.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, _clock.Jumps);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public void GetUtcNow_AfterAJumpOfMinutes_GoesOnAsIfThereWereNone(int minutes)
    {
        _clock.Compare();
        _wall.JumpWallClock(TimeSpan.FromMinutes(minutes));

        Assert.Equal(Start, _clock.GetUtcNow());
        Assert.Equal(new ClockComparison(TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(minutes)), _clock.Compare());
        Assert.Equal(Start, _clock.GetUtcNow());
        _wall.Advance(TimeSpan.FromSeconds(30));

        // 1 % of 30 s: what the difference is made up by meanwhile.
        Assert.Equal(Start + TimeSpan.FromSeconds(30) + TimeSpan.FromMilliseconds(300 * Math.Sign(minutes)), _clock.GetUtcNow());
    }

    [Fact]
    public void Compare_AfterAJump_CountsItOnce()
    {
        _wall.JumpWallClock(TimeSpan.FromMinutes(10));
        Assert.NotEqual(TimeSpan.Zero, _clock.Compare()!.Value.Jump);
        for (var second = 0; second < 10; second++)
        {
            _wall.Advance(ClockOptions.CheckInterval);
            Assert.Equal(TimeSpan.Zero, _clock.Compare()!.Value.Jump);
        }

        Assert.Equal(1, _clock.Jumps);
        Assert.Equal(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(0.1), _clock.Offset);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(-600)]
    [InlineData(5)]
    [InlineData(-0.2)]
    public void Compare_LongAfterAJump_HasBroughtTheClocksTogether(double seconds)
    {
        _wall.JumpWallClock(TimeSpan.FromSeconds(seconds));
        var longest = TimeSpan.FromSeconds(Math.Abs(seconds) / ClockOptions.SlewRateLimit) + (ClockOptions.SlewHorizon * 20);
        for (var passed = TimeSpan.Zero; passed < longest; passed += ClockOptions.CheckInterval)
        {
            _clock.Compare();
            _wall.Advance(ClockOptions.CheckInterval);
        }

        Assert.InRange((_wall.GetUtcNow() - _clock.GetUtcNow()).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void GetUtcNow_WhateverTheWallClockDoes_NeverGoesBackAndIsOffByOnePercentAtMost() => RandomOperations.Check(
        100, 60, operations =>
        {
            var wall = new SimulatedTimeProvider(Start);
            var clock = new SteadyTimeProvider(wall);
            var last = clock.GetUtcNow();
            foreach (var operation in operations)
            {
                var elapsed = TimeSpan.Zero;
                switch (operation % 5)
                {
                    case 0:
                        wall.JumpWallClock(TimeSpan.FromSeconds((operation % 1_201) - 600));
                        break;
                    case 1:
                        clock.Compare();
                        break;
                    default:
                        elapsed = TimeSpan.FromMilliseconds(operation % 3_001);
                        wall.Advance(elapsed);
                        break;
                }

                var now = clock.GetUtcNow();
                Assert.InRange(
                    now - last,
                    (elapsed * (1 - ClockOptions.SlewRateLimit)) - TimeSpan.FromTicks(2),
                    (elapsed * (1 + ClockOptions.SlewRateLimit)) + TimeSpan.FromTicks(2));
                Assert.True(now >= last);
                last = now;
            }
        });

    [Fact]
    public void StartNotBefore_ALaterInstant_StartsThereAndIsNoJump()
    {
        _clock.StartNotBefore(Start.AddMinutes(10));

        Assert.Equal(Start.AddMinutes(10), _clock.GetUtcNow());
        Assert.Equal(new ClockComparison(TimeSpan.FromMinutes(-10), TimeSpan.Zero), _clock.Compare());
        _wall.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(Start.AddMinutes(10).AddSeconds(99), _clock.GetUtcNow());
    }

    [Fact]
    public void StartNotBefore_AnEarlierInstant_ChangesNothing()
    {
        _clock.StartNotBefore(Start.AddMinutes(-10));

        Assert.Equal(Start, _clock.GetUtcNow());
    }

    [Fact]
    public void Compare_ThatWasHeldUp_SaysNothing()
    {
        var slow = new SlowWall(_wall);
        var clock = new SteadyTimeProvider(slow);
        slow.HoldUp = ClockOptions.ComparisonTime + TimeSpan.FromTicks(1);

        Assert.Null(clock.Compare());
        Assert.Equal(0, clock.Jumps);
        slow.HoldUp = TimeSpan.Zero;
        Assert.Equal(TimeSpan.Zero, clock.Compare()!.Value.Jump);
    }

    [Fact]
    public void CreateTimer_FollowsTheMonotonicClock()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan);
        _wall.JumpWallClock(TimeSpan.FromMinutes(10));
        _wall.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(0, fired);
        _wall.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, fired);
    }

    /// <summary>A thread that is held up while it reads the wall clock.</summary>
    private sealed class SlowWall(SimulatedTimeProvider inner) : TimeProvider
    {
        public TimeSpan HoldUp { get; set; }

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override long GetTimestamp() => inner.GetTimestamp();

        public override DateTimeOffset GetUtcNow()
        {
            var now = inner.GetUtcNow();
            inner.Advance(HoldUp);
            return now;
        }
    }
}
