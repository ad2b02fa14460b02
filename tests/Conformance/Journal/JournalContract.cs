using System.Text;
using Dispatch.Journal;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>What every journal does. A store adds a fixture and a class of a few lines.</summary>
public abstract partial class JournalContract : IAsyncLifetime
{
    private protected JournalFixture Fixture { get; private set; } = null!;

    private IJournal Journal => Fixture.Journal;

    protected abstract JournalFixture Create();

    public ValueTask InitializeAsync()
    {
        Fixture = Create();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Append_ToNewStream_IsReadBackInFull()
    {
        Fixture.Start();
        var stream = Samples.NewStream();
        var first = Samples.Event("""{"a":1}""", "consult.requested");
        var second = Samples.Event("""{"b":2}""", "consult.assigned");

        var result = await Journal.Append(new AppendRequest(stream, 0, [first, second], [], []));

        Assert.Equal(new AppendResult.Appended(2), result);
        var events = await Journal.Read(stream);
        Assert.Equal([1L, 2L], events.Select(e => e.Version));
        Assert.Equal([first.Id, second.Id], events.Select(e => e.Id));
        Assert.Equal(["consult.requested", "consult.assigned"], events.Select(e => e.Type));
        Assert.All(events, e => Assert.Equal(Samples.At, e.At));
        Assert.Equal("""{"b":2}""", Encoding.UTF8.GetString(events[1].Payload.Span));
        Assert.Equal(events[0].Hash.ToArray(), events[1].PreviousHash.ToArray());
        Assert.IsType<ChainVerdict.Intact>(HashChain.Verify(events));
    }

    [Fact]
    public async Task Read_UnknownStream_IsEmpty()
    {
        Fixture.Start();
        Assert.Empty(await Journal.Read(Samples.NewStream()));
    }

    [Fact]
    public async Task Read_AfterVersionWithLimit_GivesThatPartWithItsPreviousHash()
    {
        Fixture.Start();
        var stream = Samples.NewStream();
        await Journal.Append(new AppendRequest(stream, 0, Samples.Repeat(5, () => Samples.Event()), [], []));

        var all = await Journal.Read(stream);
        var part = await Journal.Read(stream, afterVersion: 2, limit: 2);

        Assert.Equal([3L, 4L], part.Select(e => e.Version));
        Assert.Equal(all[1].Hash.ToArray(), part[0].PreviousHash.ToArray());
        Assert.Empty(await Journal.Read(stream, afterVersion: 5));
        Assert.Empty(await Journal.Read(stream, afterVersion: 9));
    }

    [Theory]
    [InlineData("nul \u0000 inside")]
    [InlineData("emoji \U0001F489\U0001F469\u200D\u2695\uFE0F")]
    [InlineData("")]
    public async Task Append_AnyPayload_IsStoredByteForByte(string payload)
    {
        Fixture.Start();
        var stream = Samples.NewStream();
        foreach (var (text, version) in new[] { (payload, 0), (payload + new string('x', 10_000), 1) })
        {
            await Journal.Append(new AppendRequest(stream, version, [Samples.Event(text)], [], []));
        }

        var events = await Journal.Read(stream);
        Assert.Equal(payload, Encoding.UTF8.GetString(events[0].Payload.Span));
        Assert.Equal(payload + new string('x', 10_000), Encoding.UTF8.GetString(events[1].Payload.Span));
        Assert.IsType<ChainVerdict.Intact>(HashChain.Verify(events));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Append_AtAnotherVersionThanTheHead_IsAConflictThatNamesTheHead(long expectedVersion)
    {
        Fixture.Start();
        var stream = Samples.NewStream();
        await Journal.Append(new AppendRequest(stream, 0, [Samples.Event(), Samples.Event()], [], []));

        var result = await Journal.Append(Samples.Append(stream, expectedVersion));

        Assert.Equal(new AppendResult.VersionConflict(2), result);
        Assert.Equal(2, (await Journal.Read(stream)).Count);
    }

    [Fact]
    public async Task Append_TwiceAtOneVersionInOneBatch_TheFirstWins()
    {
        var stream = Samples.NewStream();
        var first = Journal.Append(Samples.Append(stream));
        var second = Journal.Append(Samples.Append(stream));
        var third = Journal.Append(Samples.Append(stream, 1));
        Fixture.Start();

        Assert.Equal(new AppendResult.Appended(1), await first);
        Assert.Equal(new AppendResult.VersionConflict(1), await second);
        Assert.Equal(new AppendResult.Appended(2), await third);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Append_ThatBuildsOnARefusedOne_IsRefusedAlthoughItsVersionIsThere(bool inOneBatch)
    {
        var stream = Samples.NewStream();
        var others = Journal.Append(Samples.Append(stream));
        var refused = Samples.Append(stream);
        var first = Journal.Append(refused);
        if (!inOneBatch)
        {
            Fixture.Start();
            await first;
        }

        var onIt = Samples.Append(stream, 1) with { BuildsOn = refused.Events[0].Id };
        var second = Journal.Append(onIt);
        var third = Journal.Append(Samples.Append(stream, 1) with { BuildsOn = onIt.Events[0].Id });
        var independent = Journal.Append(Samples.Append(stream, 1));
        if (inOneBatch)
        {
            Fixture.Start();
        }

        Assert.Equal(new AppendResult.Appended(1), await others);
        Assert.Equal(new AppendResult.VersionConflict(1), await first);
        Assert.Equal(new AppendResult.VersionConflict(1), await second);
        Assert.Equal(new AppendResult.VersionConflict(1), await third);
        Assert.Equal(new AppendResult.Appended(2), await independent);
    }

    [Fact]
    public async Task Append_ManyTasksToManyStreams_EachStreamIsWholeAndInOrder()
    {
        Fixture.Start();
        var streams = Samples.Repeat(40, Samples.NewStream);
        await Task.WhenAll(streams.Select(stream => Task.Run(async () =>
        {
            // Not awaited between: the order of one caller's appends to one stream is kept all the same.
            var appends = Enumerable.Range(0, 25).Select(i => Journal.Append(Samples.Append(stream, i))).ToList();
            foreach (var (append, version) in appends.Select((append, i) => (append, i + 1)))
            {
                Assert.Equal(new AppendResult.Appended(version), await append);
            }
        })));

        foreach (var stream in streams)
        {
            var events = await Journal.Read(stream);
            Assert.Equal(25, events.Count);
            Assert.IsType<ChainVerdict.Intact>(HashChain.Verify(events));
        }
    }

    [Fact]
    public async Task Append_OneGuiltyOfABatch_FailsAlone()
    {
        var innocent = Samples.Repeat(10, Samples.NewStream);
        var before = innocent[..5].Select(stream => Journal.Append(Samples.Append(stream))).ToList();
        var guiltyStream = Samples.NewStream();
        var malformed = Samples.Event(type: "consult.\ud800");
        var guilty = Journal.Append(new AppendRequest(guiltyStream, 0, [malformed], [], []));
        var after = innocent[5..].Select(stream => Journal.Append(Samples.Append(stream))).ToList();
        Fixture.Start();

        await Assert.ThrowsAsync<ArgumentException>(() => guilty);
        Assert.All(await Task.WhenAll([.. before, .. after]), result => Assert.Equal(new AppendResult.Appended(1), result));
        Assert.Empty(await Journal.Read(guiltyStream));
        Assert.True(Fixture.Health.Read().IsAvailable);
    }

    [Fact]
    public async Task Reopen_AfterStopping_KeepsEverythingAcknowledged()
    {
        Fixture.Start();
        var streams = Samples.Repeat(20, Samples.NewStream);
        var claim = new ClaimChange.Take("slot", Samples.NewStream(), "first");
        await Journal.Append(Samples.Append(Samples.NewStream()).With(claim));

        // Stopping writes what is queued.
        var appends = streams.Select(stream => Journal.Append(Samples.Append(stream))).ToList();
        await Fixture.Reopen();
        Assert.All(await Task.WhenAll(appends), result => Assert.Equal(new AppendResult.Appended(1), result));
        Fixture.Start();

        foreach (var stream in streams)
        {
            Assert.Single(await Journal.Read(stream));
            Assert.Equal(new AppendResult.Appended(2), await Journal.Append(Samples.Append(stream, 1)));
            Assert.IsType<ChainVerdict.Intact>(HashChain.Verify(await Journal.Read(stream)));
        }

        var again = await Journal.Append(Samples.Append(Samples.NewStream()).With(claim with { Holder = "second" }));
        Assert.Equal(new AppendResult.ClaimTaken("slot", claim.Key, "first"), again);
    }

    [Fact]
    public async Task Append_AfterStopping_IsUnavailable()
    {
        var journal = Journal;
        Fixture.Start();
        await Fixture.Reopen();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => journal.Append(Samples.Append(Samples.NewStream())));
    }
}
