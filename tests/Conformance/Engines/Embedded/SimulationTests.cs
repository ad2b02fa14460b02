using Dispatch.Engine.Embedded;
using Dispatch.Tests.Conformance.Engine;
using Dispatch.Tests.Conformance.Grains;

namespace Dispatch.Tests.Conformance.Engines.Embedded;

public sealed class SimulationTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task TwoGrains_WithOneSeed_ReplayTheSameOrder()
    {
        var first = await History(seed: 7);
        Assert.Equal(first, await History(seed: 7));
        Assert.True(first.Count >= 40);
    }

    [Fact]
    public async Task TwoGrains_WithOtherSeeds_RunInAnotherOrder()
    {
        var first = await History(seed: 7);
        var others = new List<IReadOnlyList<string>>();
        for (var seed = 8; seed < 12; seed++)
        {
            others.Add(await History(seed));
        }

        Assert.Contains(others, other => !other.SequenceEqual(first));
        Assert.All(others, other => Assert.Equal(first.Order(), other.Order()));
    }

    [Fact]
    public async Task Call_BeforeAStep_HasNotRun()
    {
        await using var engine = new SimulatedEngine();
        var call = engine.Probe("a").Note("one");
        Assert.False(call.IsCompleted);
        Assert.Empty(engine.Journal.Entries);
        engine.Settle();
        Assert.True(call.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task ResponseTimeout_OnTheSimulatedClock_ComesWithinATickOfItsTime()
    {
        await using var engine = new SimulatedEngine();
        var call = engine.Probe("a").Hold("held");
        engine.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        Assert.False(call.IsCompleted);
        engine.Advance(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal(1, engine.Engine.Statistics.Timeouts);
    }

    [Fact]
    public async Task Timer_WithAPeriod_CountsItFromTheEndOfATick()
    {
        await using var engine = new SimulatedEngine();
        engine.Run(() => engine.Probe("a").StartTimer("tick", Second, Second, interleave: false, keepAlive: true));
        var held = engine.Probe("a").Hold("held");
        engine.Advance(3.5 * Second);
        Assert.Equal(0, Ticks(engine));
        engine.Run(() => engine.Probe("a").Release());
        Assert.True(held.IsCompletedSuccessfully);
        Assert.Equal(1, Ticks(engine));
        engine.Advance(0.9 * Second);
        Assert.Equal(1, Ticks(engine));
        engine.Advance(0.1 * Second);
        Assert.Equal(2, Ticks(engine));
        engine.Run(() => engine.Probe("a").StopTimer());
        engine.Advance(10 * Second);
        Assert.Equal(2, Ticks(engine));
    }

    [Fact]
    public async Task Timer_ThatInterleaves_TicksBesideACall()
    {
        await using var engine = new SimulatedEngine();
        engine.Run(() => engine.Probe("a").StartTimer("tick", Second, Second, interleave: true, keepAlive: false));
        _ = engine.Probe("a").Hold("held");
        engine.Advance(3 * Second);
        Assert.Equal(3, Ticks(engine));
    }

    [Fact]
    public async Task IdleGrain_WithAnOrdinaryTimer_EndsAndItsTimerWithIt()
    {
        await using var engine = new SimulatedEngine();
        engine.Run(() => engine.Probe("a").StartTimer("tick", Second, Second, interleave: false, keepAlive: false));
        engine.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, engine.Engine.Statistics.Activations);
        engine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, engine.Engine.Statistics.Activations);
        Assert.Equal("a ended ActivationIdle", engine.Journal.Entries[^1]);
        var ticks = Ticks(engine);
        engine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ticks, Ticks(engine));
    }

    [Fact]
    public async Task IdleGrain_WithATimerThatKeepsItAlive_Stays()
    {
        await using var engine = new SimulatedEngine();
        engine.Run(() => engine.Probe("a").StartTimer("tick", Second, Second, interleave: false, keepAlive: true));
        engine.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, engine.Engine.Statistics.Activations);
    }

    [Fact]
    public async Task IdleGrain_WhoseDeactivationIsDelayed_StaysThatLong()
    {
        await using var engine = new SimulatedEngine();
        engine.Run(() => engine.Probe("a").Delay(TimeSpan.FromMinutes(10)));
        engine.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, engine.Engine.Statistics.Activations);
        engine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, engine.Engine.Statistics.Activations);
    }

    [Fact]
    public async Task IdleGrain_WhoseDeactivationIsDelayedForEverAndThenNoLonger_Ends()
    {
        await using var engine = new SimulatedEngine();
        engine.Run(() => engine.Probe("a").Delay(TimeSpan.MaxValue));
        engine.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, engine.Engine.Statistics.Activations);
        engine.Run(() => engine.Probe("a").Delay(TimeSpan.Zero));
        engine.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, engine.Engine.Statistics.Activations);
    }

    [Fact]
    public async Task Grain_ThatRunsACall_IsNotCollected()
    {
        await using var engine = new SimulatedEngine();
        _ = engine.Probe("a").Hold("held");
        engine.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, engine.Engine.Statistics.Activations);
    }

    [Fact]
    public async Task OneWayCall_OfAFullMailbox_IsDroppedAndCounted()
    {
        await using var engine = new SimulatedEngine(configure: static options => options.MailboxLength = 2);
        _ = engine.Probe("a").Hold("held");
        engine.Settle();
        for (var hint = 0; hint < 3; hint++)
        {
            Assert.True(engine.Probe("a").Hint("hint").IsCompletedSuccessfully);
        }

        Assert.Equal(1, engine.Engine.Statistics.OneWayDropped);
        Assert.Equal(1, engine.Engine.Statistics.Overloads);
    }

    [Fact]
    public async Task Call_ThatTimedOutBeforeItBegan_DoesNotRun()
    {
        await using var engine = new SimulatedEngine();
        _ = engine.Probe("a").Hold("held");
        engine.Settle();
        var late = engine.Probe("a").Note("late");
        engine.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        engine.Run(() => engine.Probe("a").Release());
        Assert.Equal(["held begins", "held ends"], engine.Run(() => engine.Probe("a").Notes()).Labels);
    }

    [Fact]
    public async Task Crash_OfOneActivation_LosesItsCallsAndNothingElse()
    {
        await using var engine = new SimulatedEngine();
        var lost = engine.Probe("a").Hold("held");
        var kept = engine.Probe("b").Hold("held");
        engine.Settle();
        Assert.True(engine.Engine.Crash<IProbeGrain>("a"));
        Assert.False(engine.Engine.Crash("probe", "a"));
        engine.Run(() => engine.Probe("a").Note("next life"));
        engine.Run(() => engine.Probe("b").Release());
        Assert.True(kept.IsCompletedSuccessfully);
        Assert.False(lost.IsCompleted);
        Assert.Equal(["next life"], engine.Run(() => engine.Probe("a").Notes()).Labels);
        Assert.DoesNotContain("a ended ApplicationRequested", engine.Journal.Entries);
        engine.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => lost);
    }

    [Fact]
    public async Task Kill_WithCallsInFlight_RunsNothingMoreAndAnswersNone()
    {
        await using var engine = new SimulatedEngine();
        var held = engine.Probe("a").Hold("held");
        engine.Run(() => engine.Probe("b").StartTimer("tick", Second, Second, interleave: false, keepAlive: true));
        var waiting = engine.Probe("a").Note("waiting");
        engine.Engine.Kill();
        var written = engine.Journal.Entries;
        engine.Advance(TimeSpan.FromMinutes(5));
        Assert.False(held.IsCompleted);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(written, engine.Journal.Entries);
        Assert.Equal(0, engine.Engine.Statistics.Activations);
        await Assert.ThrowsAsync<EngineStoppedException>(() => engine.Probe("a").Note("later"));
    }

    [Fact]
    public async Task Stop_WithCallsWaiting_RunsThemOutThenDeactivates()
    {
        await using var engine = new SimulatedEngine();
        var waiting = Enumerable.Range(0, 5).Select(call => engine.Probe("a").Note($"call {call}")).ToList();
        engine.Run(() => engine.Engine.Stop(TestContext.Current.CancellationToken));
        Assert.All(waiting, static call => Assert.True(call.IsCompletedSuccessfully));
        Assert.Equal(["a call 3", "a call 4", "a ended ShuttingDown"], engine.Journal.Entries.TakeLast(3));
    }

    [Fact]
    public async Task Stop_WithACallThatHangs_EndsAfterTheStopTimeout()
    {
        await using var engine = new SimulatedEngine();
        var held = engine.Probe("a").Hold("held");
        var waiting = engine.Probe("a").Note("waiting");
        engine.Settle();
        var stopped = engine.Scheduler.Start(() => engine.Engine.Stop(TestContext.Current.CancellationToken));
        engine.Settle();
        Assert.False(stopped.IsCompleted);
        await Assert.ThrowsAsync<EngineStoppedException>(() => engine.Probe("a").Note("too late"));
        engine.Advance(TimeSpan.FromSeconds(21));
        Assert.True(stopped.IsCompletedSuccessfully);
        Assert.False(held.IsCompleted);
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task Stop_WithIdleGrains_DeactivatesEach()
    {
        await using var engine = new SimulatedEngine();
        engine.Run(() => engine.Probe("a").Note("one"));
        engine.Run(() => engine.Probe("b").Note("one"));
        engine.Run(() => engine.Engine.Stop(TestContext.Current.CancellationToken));
        Assert.Equal(
            ["a ended ShuttingDown", "b ended ShuttingDown"],
            engine.Journal.Entries.Where(static entry => entry.Contains("ended", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Activation_ThatEndsByItself_IsGarbageAtOnce()
    {
        await using var engine = new SimulatedEngine();
        for (var i = 0; i < 50; i++)
        {
            var probe = engine.Probe($"ends {i}");
            engine.Run(() => probe.Note("one"));
            engine.Run(probe.End);
        }

        engine.Run(() => engine.Probe("stays").Note("one"));
        Assert.Equal(1, engine.Engine.Statistics.Activations);
        GC.Collect();
        Assert.Equal(1, engine.Journal.GrainsInMemory);
        Assert.Single(engine.Run(() => engine.Probe("stays").Notes()).Labels);
    }

    [Fact]
    public async Task Network_BetweenTwoEngines_DecidesWhereAGrainIsAndWhatIsHeard()
    {
        var scheduler = new SteppedTurnScheduler(1);
        var clock = new SimulatedTimeProvider();
        await using var there = new SimulatedEngine(scheduler: scheduler, clock: clock);
        var network = new OneWayOut(there.Engine);
        await using var here = new SimulatedEngine(scheduler: scheduler, clock: clock, network: network);

        here.Run(() => here.Probe("a").Note("one"));
        Assert.Contains("a one", there.Journal.Entries);
        Assert.Empty(here.Journal.Entries);
        Assert.True(there.Engine.IsActive("probe", "a"));
        Assert.False(here.Engine.IsActive("probe", "a"));

        network.LosesAnswers = true;
        var unanswered = here.Probe("a").Note("two");
        here.Settle();
        Assert.Contains("a two", there.Journal.Entries);
        here.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<TimeoutException>(() => unanswered);

        there.Engine.Deactivate("probe", "a");
        here.Settle();
        Assert.False(there.Engine.IsActive("probe", "a"));
    }

    [Fact]
    public async Task State_AfterACrash_IsWhatWasWritten()
    {
        var store = new InMemoryGrainStateStore();
        await using var engine = new SimulatedEngine(store: store);
        engine.Run(() => engine.Engine.GetGrain<ITallyGrain>("t").Add(2));
        engine.Engine.Kill();
        await using var next = new SimulatedEngine(store: store);
        Assert.Equal(2, next.Run(() => next.Engine.GetGrain<ITallyGrain>("t").Read()));
    }

    [Fact]
    public async Task State_OfTwoEnginesOnOneStore_RefusesTheStaleWriterAndRereads()
    {
        var store = new InMemoryGrainStateStore();
        await using var one = new SimulatedEngine(store: store);
        await using var other = new SimulatedEngine(store: store, scheduler: one.Scheduler, clock: one.Clock);
        one.Run(() => one.Engine.GetGrain<ITallyGrain>("t").Add(2));
        other.Run(() => other.Engine.GetGrain<ITallyGrain>("t").Add(3));
        Assert.Throws<InconsistentStateException>(() => one.Run(() => one.Engine.GetGrain<ITallyGrain>("t").Add(1)));
        Assert.Equal(5, one.Run(() => one.Engine.GetGrain<ITallyGrain>("t").Read()));
    }

    [Fact]
    public async Task AwaitedCall_OfADeletedObserver_FailsWithItsOwnException()
    {
        await using var engine = new SimulatedEngine();
        var observer = new ProbeObserver();
        var reference = engine.Engine.CreateObjectReference<IProbeObserver>(observer);
        Assert.Equal("echo of a", engine.Run(() => engine.Probe("a").TellAndWait(reference, "a")));
        engine.Engine.DeleteObjectReference<IProbeObserver>(reference);
        Assert.Throws<ObserverGoneException>(() => engine.Run(() => engine.Probe("a").TellAndWait(reference, "a")));
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Observer_ThatNobodyKeeps_IsCollectedAndItsHintsAreCounted()
    {
        await using var engine = new SimulatedEngine();
        var reference = ForgottenObserver(engine);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        engine.Run(() => engine.Probe("a").Tell(reference, "word"));
        Assert.Equal(1, engine.Engine.Statistics.OneWayDropped);
    }

    private static int Ticks(SimulatedEngine engine) =>
        engine.Journal.Entries.Count(static entry => entry == "a tick");

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static IProbeObserver ForgottenObserver(SimulatedEngine engine) =>
        engine.Engine.CreateObjectReference<IProbeObserver>(new ProbeObserver());

    /// <summary>Two grains at work on background parts and timers at once, while clients call them.</summary>
    private static async Task<IReadOnlyList<string>> History(int seed)
    {
        await using var engine = new SimulatedEngine(seed);
        foreach (var key in (string[])["a", "b"])
        {
            _ = engine.Probe(key).StartBackground(10);
            _ = engine.Probe(key).StartTimer("tick", Second, Second, interleave: false, keepAlive: false);
            _ = engine.Scheduler.Start(async () =>
            {
                for (var call = 0; call < 5; call++)
                {
                    await engine.Probe(key).Note($"call {call}");
                }
            });
        }

        engine.Advance(5 * Second);
        return engine.Journal.Entries;
    }
}
