using Dispatch.Api.Admission;
using static Dispatch.Tests.Unit.Api.Admission.SyntheticServer;

namespace Dispatch.Tests.Unit.Api.Admission;

/// <summary>What admission makes of a server whose capacity and load change.</summary>
public class AdmissionControllerTests
{
    private const double DelayMost = 0.25;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(200, 2)]
    [InlineData(1_000, 2)]
    [InlineData(4_000, 2)]
    [InlineData(1_000, 1.2)]
    [InlineData(1_000, 10)]
    public void Overload_ThatLasts_KeepsGoodputAndDelay(double capacity, double times)
    {
        var server = Server(capacity);
        server.Load[Clinic(1)] = times * capacity;
        server.Run(5 * Second);
        server.Forget();

        server.Run(30 * Second);

        // Refusing costs too: what is left is what can be served.
        var sustainable = 30 * (capacity - (RefusalCost * (times - 1) * capacity));
        Assert.True(server.Completed >= 0.95 * sustainable, $"{server.Completed} of {sustainable}");
        Assert.True(server.DelayAt(0.99) < DelayMost, $"p99 {server.DelayAt(0.99)}");
        Assert.True(server.Reading.IsShedding);
    }

    [Fact]
    public void Load_ThatCanBeServed_IsNeverShed()
    {
        var server = Server(1_000);
        server.Load[Clinic(1)] = 900;

        server.Run(60 * Second);

        Assert.Empty(server.Shed);
        Assert.False(server.Reading.IsShedding);
    }

    [Theory]
    [InlineData(200, 900)]
    [InlineData(200, 200)]
    [InlineData(60, 900)]
    public void SlowStore_WithLoadThatCanBeServed_ShedsNothing(int commitMilliseconds, double load)
    {
        var server = Server(1_000);
        server.CommitLatency = TimeSpan.FromMilliseconds(commitMilliseconds);

        // The first few tell how long a commit takes: until one ended, a slow store looks like one that stands still.
        server.Load[Clinic(1)] = 20;
        server.Run(2 * Second);
        server.Load[Clinic(1)] = load;
        server.Run(60 * Second);

        Assert.True(server.DelayAt(0.5) > new AdmissionOptions().DelayTarget.TotalSeconds, $"p50 {server.DelayAt(0.5)}");
        Assert.Empty(server.Shed);
        Assert.False(server.Reading.IsShedding);
    }

    [Fact]
    public void SlowStore_WithTooMuchLoad_ShedsAtThreeCommitsAndKeepsGoodput()
    {
        var server = Server(1_000);
        server.Load[Clinic(1)] = 2_000;
        server.CommitLatency = TimeSpan.FromMilliseconds(200);
        server.Run(10 * Second);
        server.Forget();

        server.Run(30 * Second);

        Assert.True(server.Reading.IsShedding);
        Assert.NotEmpty(server.Shed);

        // The limit hears of what it did a commit or two later, so it swings more than on a fast store.
        Assert.True(server.Completed >= 0.85 * 30 * (1_000 - (RefusalCost * 1_000)), $"{server.Completed}");
        Assert.InRange(server.DelayAt(0.5), 0.2, 0.9);
        Assert.True(server.DelayAt(1) < 2, $"max {server.DelayAt(1)}");
    }

    [Fact]
    public void Target_FollowsThreeCommits_FromItsOptionToASecond()
    {
        var controller = new AdmissionController(new AdmissionOptions());
        var now = TimeSpan.Zero;

        Assert.Equal(35, TargetAfter(10));
        Assert.Equal(600, TargetAfter(200));
        Assert.Equal(600, TargetAfter(0));
        Assert.Equal(1_000, TargetAfter(500));
        Assert.Equal(35, TargetAfter(2));

        double TargetAfter(int commitMilliseconds)
        {
            controller.Tick(now += TimeSpan.FromMilliseconds(100), TimeSpan.Zero, TimeSpan.FromMilliseconds(commitMilliseconds));
            return controller.Read().DelayTarget.TotalMilliseconds;
        }
    }

    [Fact]
    public void Queueing_ThatLasts_ShedsAsAnyDelayDoes()
    {
        var server = Server(1_000);
        server.Load[Clinic(1)] = 500;
        server.Run(5 * Second);
        Assert.Empty(server.Shed);

        server.Queueing = TimeSpan.FromMilliseconds(300);
        server.Run(2 * Second);
        Assert.NotEmpty(server.Shed);
        Assert.InRange(server.Reading.Delay.TotalMilliseconds, 300, 310);

        server.Queueing = TimeSpan.Zero;
        server.Run(5 * Second);
        server.Forget();
        server.Run(5 * Second);
        Assert.Empty(server.Shed);
    }

    [Fact]
    public void Overload_ThatBeginsAtOnce_IsAnsweredBeforeDelaysGrow()
    {
        var server = Server(1_000);
        server.Load[Clinic(1)] = 500;
        server.Run(5 * Second);
        server.Forget();

        server.Load[Clinic(1)] = 3_000;
        server.Run(10 * Second);

        Assert.True(server.DelayAt(0.95) < DelayMost, $"p95 {server.DelayAt(0.95)}");
        Assert.True(server.DelayAt(1) < 1, $"max {server.DelayAt(1)}");
    }

    [Fact]
    public void Overload_ThatEnds_IsForgottenWithinSeconds()
    {
        var server = Server(1_000);
        server.Load[Clinic(1)] = 3_000;
        server.Run(10 * Second);

        server.Load[Clinic(1)] = 800;
        server.Run(3 * Second);
        server.Forget();
        server.Run(5 * Second);

        Assert.Empty(server.Shed);
        Assert.False(server.Reading.IsShedding);
    }

    [Fact]
    public void Capacity_ThatGrowsUnderOverload_IsUsedWithinSeconds()
    {
        var server = Server(500);
        server.Load[Clinic(1)] = 4_000;
        server.Run(10 * Second);

        server.Capacity = 2_000;
        server.Run(3 * Second);
        server.Forget();
        server.Run(10 * Second);

        Assert.True(server.Completed > 0.9 * 10 * 2_000 * 0.97, $"{server.Completed}");
    }

    [Fact]
    public void Capacity_ThatFallsUnderOverload_IsFollowed()
    {
        var server = Server(2_000);
        server.Load[Clinic(1)] = 4_000;
        server.Run(10 * Second);

        server.Capacity = 700;
        server.Run(3 * Second);
        server.Forget();
        server.Run(10 * Second);

        Assert.True(server.DelayAt(0.99) < DelayMost, $"p99 {server.DelayAt(0.99)}");
        Assert.True(server.Completed > 0.9 * 10 * (700 - (RefusalCost * 3_300)), $"{server.Completed}");
    }

    [Fact]
    public void Store_ThatFreezes_IsNotFloodedAndIsUsedAgainAtOnce()
    {
        var server = Server(1_000);
        server.Load[Clinic(1)] = 2_000;
        server.Run(5 * Second);

        server.Capacity = 0;
        server.Run(30 * Second);
        Assert.True(server.Reading.InFlight <= new AdmissionOptions().InFlightMaximum);

        server.Capacity = 1_000;
        server.Run(5 * Second);
        server.Forget();
        server.Run(10 * Second);
        Assert.True(server.Completed > 0.9 * 10 * 970, $"{server.Completed}");
        Assert.True(server.DelayAt(0.99) < DelayMost, $"p99 {server.DelayAt(0.99)}");
    }

    [Theory]
    [InlineData(500, 80)]
    [InlineData(500, 200)]
    [InlineData(750, 150)]
    public void AShortStall_IsRiddenOut(double load, int milliseconds)
    {
        var server = Server(1_000);
        server.Load[Clinic(1)] = load;
        server.Run(5 * Second);

        for (var i = 0; i < 5; i++)
        {
            server.Capacity = 0;
            server.Run(TimeSpan.FromMilliseconds(milliseconds));
            server.Capacity = 1_000;
            server.Run(5 * Second);
        }

        Assert.Empty(server.Shed);
    }

    [Fact]
    public void Capacity_ThatFallsBelowTheLoad_IsNoticedBeforeDelaysGrow()
    {
        var server = Server(1_000);
        server.Load[Clinic(1)] = 900;
        server.Run(5 * Second);
        server.Forget();

        server.Capacity = 450;
        server.Run(30 * Second);

        Assert.True(server.DelayAt(0.95) < DelayMost, $"p95 {server.DelayAt(0.95)}");
        Assert.True(server.DelayAt(1) < 1, $"max {server.DelayAt(1)}");
    }

    [Fact]
    public void AFloodingClinic_IsShedAndOthersLoseNothing()
    {
        var server = Server(1_000);
        for (var i = 1; i <= 20; i++)
        {
            server.Load[Clinic(i)] = 20;
        }

        server.Run(5 * Second);
        server.Load[Clinic(99)] = 5_000;

        // What came in before the delay told is drained first: until then others may be asked to wait too.
        server.Run(3 * Second);
        server.Forget();
        server.Run(20 * Second);

        Assert.Equal([Clinic(99)], server.Shed.Keys);
        Assert.Equal(server.Shed[Clinic(99)], server.Verdicts[AdmissionVerdict.OverShare]);

        // What the others leave is its own, but for what it costs to keep their delay short.
        var left = 20 * (1_000 - (RefusalCost * 4_400) - 400);
        Assert.InRange(server.Admitted[Clinic(99)], 0.7 * left, 1.1 * left);
        Assert.True(server.DelayAt(0.5) < 0.02, $"p50 {server.DelayAt(0.5)}");
        Assert.True(server.DelayAt(0.99) < 0.1, $"p99 {server.DelayAt(0.99)}");
        Assert.Equal(10, server.Reading.DelayTarget.TotalMilliseconds);

        server.Load[Clinic(99)] = 20;
        server.Run(10 * Second);
        Assert.Equal(35, server.Reading.DelayTarget.TotalMilliseconds);
    }

    [Theory]
    [InlineData(1, 9, 50, 10)]
    [InlineData(16, 9, 50, 35)]
    [InlineData(1, 9, 120, 35)]
    [InlineData(1, 2, 200, 35)]
    [InlineData(1, 0, 0, 35)]
    public void Flood_IsOneThatAsksForMoreThanAllOthersTogetherAndManyTimesItsShare(
        double weight, int others, double otherRate, double targetMilliseconds)
    {
        const string Large = "cli_01jd7000000000000000000001";
        var server = new SyntheticServer(new AdmissionOptions { Weights = { [Large] = weight } }, seed: 7) { Capacity = 100_000 };
        server.Load[new(Large)] = 1_000;
        for (var i = 1; i <= others; i++)
        {
            server.Load[Clinic(i)] = otherRate;
        }

        server.Run(5 * Second);

        Assert.Equal(targetMilliseconds, server.Reading.DelayTarget.TotalMilliseconds);
    }

    [Fact]
    public void Flood_WhereTheDelayTargetIsShorterAnyway_ChangesNothing()
    {
        var server = new SyntheticServer(new AdmissionOptions { DelayTarget = TimeSpan.FromMilliseconds(5) }, seed: 7);
        server.Load[Clinic(1)] = 500;
        server.Load[Clinic(2)] = 5;
        server.Run(5 * Second);

        Assert.Equal(5, server.Reading.DelayTarget.TotalMilliseconds);
    }

    [Fact]
    public void ManyClinicsThatAllAskTooMuch_GetEqualParts()
    {
        var server = Server(1_000);
        for (var i = 1; i <= 10; i++)
        {
            server.Load[Clinic(i)] = 150 + (50 * i);
        }

        server.Run(5 * Second);
        server.Forget();
        server.Run(20 * Second);

        var mean = server.Admitted.Values.Average();
        Assert.All(server.Admitted.Values, a => Assert.InRange(a, 0.9 * mean, 1.1 * mean));
        Assert.DoesNotContain(AdmissionVerdict.OverShare, server.Verdicts.Keys);
    }

    [Fact]
    public void Weights_DivideTheRate()
    {
        const string Heavy = "cli_01jd7000000000000000000001";
        var options = new AdmissionOptions { Weights = { [Heavy] = 3 } };
        var server = new SyntheticServer(options, seed: 7) { Capacity = 1_000 };
        server.Load[new(Heavy)] = 2_000;
        server.Load[Clinic(2)] = 2_000;
        server.Run(5 * Second);
        server.Forget();
        server.Run(20 * Second);

        Assert.InRange((double)server.Admitted[new(Heavy)] / server.Admitted[Clinic(2)], 2.7, 3.3);
    }

    [Fact]
    public void Clinics_BeyondThoseTracked_ShareOneShareAndAreBounded()
    {
        var server = new SyntheticServer(new AdmissionOptions { ClinicsTracked = 3 }, seed: 3) { Capacity = 1_000 };
        for (var i = 1; i <= 50; i++)
        {
            server.Load[Clinic(i)] = 40;
            if (i == 3)
            {
                server.Run(Second);
            }
        }

        server.Run(3 * Second);
        server.Forget();
        server.Run(10 * Second);

        Assert.Equal(3, server.Reading.Clinics);
        Assert.Empty(Enumerable.Range(1, 3).Select(Clinic).Intersect(server.Shed.Keys));
    }

    [Fact]
    public void Clinics_ThatAskNoMore_AreForgotten()
    {
        var server = Server(1_000);
        server.Load[Clinic(1)] = 500;
        server.Run(Second);
        server.Load.Clear();
        server.Run(30 * Second);

        Assert.Equal(0, server.Reading.Clinics);
    }

    [Fact]
    public void ABurstOfOneClinic_LeavesRoomForOthers()
    {
        var controller = new AdmissionController(new AdmissionOptions { InFlightMaximum = 100 });
        for (var i = 0; i < 150; i++)
        {
            controller.Enter(Clinic(1), TimeSpan.Zero);
        }

        var others = Enumerable.Range(0, 20).Select(_ => controller.Enter(Clinic(2), TimeSpan.Zero).Verdict);

        Assert.All(others, v => Assert.Equal(AdmissionVerdict.Admitted, v));
        Assert.Equal(AdmissionVerdict.Overloaded, controller.Enter(Clinic(1), TimeSpan.Zero).Verdict);
        Assert.Equal(120, controller.Read().InFlight);
    }

    [Fact]
    public void RandomLoadsAndCapacities_NeverLockNorOverrun() => RandomOperations.Check(15, 12, operations =>
    {
        var options = new AdmissionOptions();
        var server = Server(1_000);
        foreach (var operation in operations)
        {
            var dice = new Dice(operation);
            server.Capacity = dice.Of([0, 200, 1_000, 3_000]);
            server.Load[Clinic(dice.Next(3))] = dice.Of([0, 100, 1_000, 5_000]);
            server.Run(dice.Next(3_000) * TimeSpan.FromMilliseconds(1));
            var reading = server.Reading;
            Assert.InRange(reading.InFlight, 0, 2 * options.InFlightMaximum);
            Assert.True(reading.LimitPerSecond is null or >= 50);
        }

        // Whatever it was, it is over within seconds.
        server.Load.Clear();
        server.Capacity = 1_000;
        server.Load[Clinic(1)] = 700;
        server.Run(8 * Second);
        server.Forget();
        server.Run(3 * Second);
        Assert.Empty(server.Shed);
    });

    private static SyntheticServer Server(double capacity) => new(new AdmissionOptions(), seed: 42) { Capacity = capacity };
}
