using Dispatch.Tests.Conformance.Grains;

namespace Dispatch.Tests.Conformance.Engine;

/// <summary>What grains may rely on, whichever engine runs them. Each test uses keys of its own.</summary>
public abstract class EngineContract(EngineFixture engine)
{
    private ProbeJournal Journal => engine.Journal;

    [Fact]
    public async Task Request_WhileAnotherAwaits_WaitsForItsEnd()
    {
        var grain = Probe("waits");
        var first = grain.Hold("first");
        await Journal.WhenWritten("waits first begins");
        var second = grain.Note("second");
        Assert.Equal(["first begins"], (await grain.Notes()).Labels);
        await grain.Release();
        await first;
        await second;
        Assert.Equal(["first begins", "first ends", "second"], (await grain.Notes()).Labels);
    }

    [Fact]
    public async Task Request_MarkedInterleaving_RunsBesideAWaitingOne()
    {
        var grain = Probe("interleaves");
        var held = grain.Hold("held");
        await Journal.WhenWritten("interleaves held begins");
        Assert.NotEmpty(await grain.ActivationId());
        Assert.False(held.IsCompleted);
        await grain.Release();
        await held;
    }

    [Fact]
    public async Task Cycle_OfAwaitedCalls_EndsInTimeout() =>
        await Assert.ThrowsAsync<TimeoutException>(() => Probe("cycle-a").Cycle("cycle-b"));

    [Fact]
    public async Task Cycle_AfterItTimedOut_LeavesTheGrainUsable()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Probe("cycle-c").Cycle("cycle-d"));
        await Probe("cycle-c").Note("after");
        Assert.Contains("after", (await Probe("cycle-c").Notes()).Labels);
    }

    [Fact]
    public async Task ReentrantGrain_CallingItself_Completes() =>
        Assert.Equal(5, await engine.Grains.GetGrain<IReentrantGrain>("nest").Nest(5));

    [Fact]
    public async Task Background_StartedInAGrain_RunsAsItsTurns()
    {
        var grain = Probe("background");
        await grain.StartBackground(50);
        var notes = await grain.Notes();
        while (notes.Labels.Length < 50)
        {
            // Each call is a turn of its own between those of the background work.
            notes = await grain.Notes();
        }

        Assert.All(notes.Labels, static label => Assert.Equal("background", label));
    }

    [Theory]
    [InlineData("now")]
    [InlineData("\u0000 and 🩺")]
    public async Task Exception_ThrownByAGrain_ReachesTheCallerWithTypeAndMessage(string message)
    {
        var now = await Assert.ThrowsAsync<InvalidOperationException>(() => Probe("fails").Fail(message));
        Assert.Equal(message, now.Message);
        var later = await Assert.ThrowsAsync<ArgumentException>(() => Probe("fails").FailLater(message));
        Assert.Equal(message, later.Message);
    }

    [Fact]
    public async Task OneWayCall_OfABusyGrain_DoesNotWait()
    {
        var grain = Probe("one-way");
        var held = grain.Hold("held");
        await Journal.WhenWritten("one-way held begins");
        await grain.Hint("hint");
        Assert.False(held.IsCompleted);
        await grain.Release();
        await held;
        await Journal.WhenWritten("one-way hint");
    }

    [Fact]
    public async Task OneWayCall_ThatFails_HurtsNobody()
    {
        var grain = Probe("one-way-fails");
        await grain.HintFails();
        await grain.Note("after");
        Assert.Equal(["after"], (await grain.Notes()).Labels);
    }

    [Fact]
    public async Task Call_ThatIsNotAnsweredInTime_TimesOut() =>
        await Assert.ThrowsAsync<TimeoutException>(() => Probe("never").Never());

    [Fact]
    public async Task Timer_WhileACallRuns_TicksAfterIt()
    {
        var grain = Probe("timer");
        var held = grain.Hold("held");
        await Journal.WhenWritten("timer held begins");
        var armed = grain.StartTimer("tick", TimeSpan.Zero, Timeout.InfiniteTimeSpan, false, false);
        Assert.DoesNotContain("tick", (await grain.Notes()).Labels);
        await grain.Release();
        await held;
        await armed;
        await Journal.WhenWritten("timer tick");
        Assert.Equal(["held begins", "held ends", "tick"], (await grain.Notes()).Labels);
    }

    [Fact]
    public async Task Deactivation_AskedForByTheGrain_MakesTheNextCallMeetAFreshOne()
    {
        var grain = Probe("fresh");
        var before = await grain.ActivationId();
        await grain.Note("forgotten");
        await grain.End();
        await Journal.WhenWritten("fresh ended ApplicationRequested");
        Assert.Empty((await grain.Notes()).Labels);
        Assert.NotEqual(before, await grain.ActivationId());
    }

    [Fact]
    public async Task Calls_DuringDeactivation_RunOnceAndNotInWhatEnded()
    {
        var grain = Probe("rerouted");
        var held = grain.Hold("held");
        await Journal.WhenWritten("rerouted held begins");
        var end = grain.End();
        Task[] behind = [grain.Note("one"), grain.Note("two")];
        await grain.Release();
        await held;
        await end;
        await Task.WhenAll(behind);
        await Journal.WhenWritten("rerouted ended ApplicationRequested");

        // An engine that crosses a socket may let the two overtake the end; neither is lost, and none runs in what ended.
        var entries = Journal.Entries;
        string[] labels = ["one", "two"];
        Assert.All(labels, label => Assert.Single(entries, $"rerouted {label}"));
        var ended = entries.IndexOf("rerouted ended ApplicationRequested");
        Assert.Equal(
            labels.Where(label => entries.IndexOf($"rerouted {label}") > ended),
            (await grain.Notes()).Labels.Order());
    }

    [Fact]
    public async Task Activation_ThatFails_RefusesItsCallersAndIsTriedAgain()
    {
        var grain = engine.Grains.GetGrain<IMoodyGrain>("moody");
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(grain.Hello);
        Assert.Equal("not in the mood", refusal.Message);
        Assert.Equal("hello", await grain.Hello());
    }

    [Fact]
    public async Task State_AfterReactivation_IsWhatWasWritten()
    {
        var grain = engine.Grains.GetGrain<ITallyGrain>("written");
        await grain.Add(3);
        await grain.AddWithoutWriting(4);
        Assert.Equal(7, await grain.Read());
        await grain.End();
        Assert.Equal(3, await grain.Read());
        await grain.Clear();
        await grain.End();
        Assert.Equal(0, await grain.Read());
    }

    [Fact]
    public async Task State_OfAStaleWriter_IsRefusedAndNotWritten()
    {
        var grain = engine.Grains.GetGrain<ITallyGrain>("stale");
        await grain.Add(3);
        await grain.End();
        await Assert.ThrowsAnyAsync<InconsistentStateException>(grain.WriteThroughBoth);
        await grain.End();
        Assert.Equal(3, await grain.Read());
    }

    [Fact]
    public async Task Mailbox_ThatIsFull_RefusesWithATypedError()
    {
        var grain = Probe("full");
        var held = grain.Hold("held");
        await Journal.WhenWritten("full held begins");
        var calls = Enumerable.Range(0, 2 * EngineFixture.MailboxLength).Select(_ => grain.Note("more")).ToList();

        // None of the others can end while the grain is held, and which of them are refused is the engine's affair.
        var refused = await Task.WhenAny(calls);
        await Assert.ThrowsAsync<LimitExceededException>(() => refused);
        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Release());
        _ = held;
    }

    [Fact]
    public async Task Observer_ThatIsAlive_HearsAndAnswers()
    {
        var observer = new ProbeObserver();
        var reference = engine.Grains.CreateObjectReference<IProbeObserver>(observer);
        await Probe("tells").Tell(reference, "word");
        Assert.Equal("word", await observer.FirstWord);
        Assert.Equal("echo of word", await Probe("tells").TellAndWait(reference, "word"));
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Observer_WhoseReferenceWasDeleted_IsDroppedFromOneWayCalls()
    {
        var observer = new ProbeObserver();
        var reference = engine.Grains.CreateObjectReference<IProbeObserver>(observer);
        engine.Grains.DeleteObjectReference<IProbeObserver>(reference);
        await Probe("tells-nobody").Tell(reference, "word");
        await Probe("tells-nobody").Note("after");
        Assert.False(observer.FirstWord.IsCompleted);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task References_ToOneGrain_AreEqual()
    {
        Assert.Equal(Probe("same"), Probe("same"));
        Assert.NotEqual(Probe("same"), Probe("other"));
        await Probe("same").Note("one");
        Assert.Equal(["one"], (await Probe("same").Notes()).Labels);
    }

    private IProbeGrain Probe(string key) => engine.Grains.GetGrain<IProbeGrain>(key);
}
