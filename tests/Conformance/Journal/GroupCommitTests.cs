using Dispatch.Journal;
using Dispatch.Journal.Writing;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>What the writer makes of a store that fails, whichever the store.</summary>
public sealed class GroupCommitTests
{
    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    private readonly FaultySession.Faults _faults = new();

    [Fact]
    public async Task Append_WhenTheProcessDiesMidBatch_NothingIsWrittenAndTheNextOneWorks()
    {
        await using var fixture = Fixture();
        var stream = Samples.NewStream();
        var ticket = Samples.Ticket(Samples.New<Domain.Ids.ConsultId>(), Samples.New<Domain.Ids.ClinicId>());
        var append = fixture.Journal.Append(Samples.Append(stream).With(Samples.Consult(ticket)));
        var beside = fixture.Journal.Append(Samples.Append(Samples.NewStream()));
        _faults.NextCommit = FaultySession.AtCommit.Dies;
        fixture.Start();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => append);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => beside);
        Assert.Empty(await fixture.Journal.Read(stream));
        Assert.Null(await fixture.Consults.Find(ticket.Consult));
        Assert.Equal(new AppendResult.Appended(1), await fixture.Journal.Append(Samples.Append(stream)));
        Assert.True(fixture.Health.Read().IsAvailable);
        Assert.Equal("Killed.", fixture.Health.Read().LastError);
    }

    [Fact]
    public async Task Append_WhoseCommitTookEffectUnheard_Succeeds()
    {
        await using var fixture = Fixture();
        var stream = Samples.NewStream();
        var append = fixture.Journal.Append(Samples.Append(stream));
        var conflicting = fixture.Journal.Append(Samples.Append(stream));
        _faults.NextCommit = FaultySession.AtCommit.LosesAnswerAfterEffect;
        _faults.FailingReads = 2;
        fixture.Start();

        Assert.Equal(new AppendResult.Appended(1), await append);
        Assert.Equal(new AppendResult.VersionConflict(1), await conflicting);
        Assert.Single(await fixture.Journal.Read(stream));
        Assert.Equal(1, _faults.Commits);
    }

    [Fact]
    public async Task Append_WhoseCommitHadNoEffect_IsUnavailableAndMayBeRepeated()
    {
        await using var fixture = Fixture();
        var request = Samples.Append(Samples.NewStream());
        var append = fixture.Journal.Append(request);
        _faults.NextCommit = FaultySession.AtCommit.LosesAnswerWithoutEffect;
        fixture.Start();

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => append);
        Assert.IsNotType<AppendOutcomeUnknownException>(error);
        Assert.Equal(new AppendResult.Appended(1), await fixture.Journal.Append(request));
    }

    [Fact]
    public async Task Append_WhoseOutcomeCannotBeRead_IsUnknown()
    {
        await using var fixture = Fixture(new JournalOptions { OutcomeTime = TimeSpan.Zero });
        var append = fixture.Journal.Append(Samples.Append(Samples.NewStream()));
        _faults.NextCommit = FaultySession.AtCommit.LosesAnswerAfterEffect;
        _faults.FailingReads = 1;
        fixture.Start();

        await Assert.ThrowsAsync<AppendOutcomeUnknownException>(() => append);
    }

    [Fact]
    public async Task Append_BeyondTheQueue_IsBusyAtOnceAndTheOthersAreWritten()
    {
        await using var fixture = new SqliteFixture(new JournalOptions { QueueLength = 2 });
        var first = fixture.Journal.Append(Samples.Append(Samples.NewStream()));
        var second = fixture.Journal.Append(Samples.Append(Samples.NewStream()));
        var third = fixture.Journal.Append(Samples.Append(Samples.NewStream()));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => third);
        Assert.Equal(1, fixture.Health.Read().RejectedItems);
        fixture.Start();
        Assert.IsType<AppendResult.Appended>(await first);
        Assert.IsType<AppendResult.Appended>(await second);
    }

    [Fact]
    public async Task Append_BeyondTheBytesOfTheQueue_IsBusyButALargeOneFitsAnEmptyQueue()
    {
        await using var fixture = new SqliteFixture(new JournalOptions { QueueBytes = 2_000 });
        var large = Samples.Event(new string('x', 5_000));
        var first = fixture.Journal.Append(new AppendRequest(Samples.NewStream(), 0, [large], [], []));
        var second = fixture.Journal.Append(Samples.Append(Samples.NewStream()));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => second);
        fixture.Start();
        Assert.IsType<AppendResult.Appended>(await first);
    }

    [Fact]
    public async Task Appends_QueuedTogether_ShareTransactionsUpToTheLimits()
    {
        await using var fixture = new SqliteFixture(new JournalOptions { BatchItems = 10 });
        var appends = Enumerable.Range(0, 25).Select(_ => fixture.Journal.Append(Samples.Append(Samples.NewStream()))).ToList();
        fixture.Start();
        await Task.WhenAll(appends);

        var statistics = fixture.Health.Read();
        Assert.Equal(3, statistics.Batches);
        Assert.Equal(25, statistics.Items);
        Assert.Equal(10, statistics.LargestBatch);
        Assert.Equal(3, statistics.CommitCounts.Sum());
        Assert.Equal(0, statistics.QueuedItems);
        Assert.Equal(0, statistics.QueuedBytes);
    }

    [Fact]
    public async Task Append_ThatCanWait_SharesTheTransactionOfItsStreamsNext()
    {
        await using var fixture = new SqliteFixture(new JournalOptions { LongestWait = TimeSpan.FromSeconds(5) });
        fixture.Start();
        var stream = Samples.NewStream();
        var waiting = fixture.Journal.Append(Samples.Append(stream) with { CanWait = true });
        await fixture.Journal.Append(Samples.Append(Samples.NewStream()));
        Assert.Equal(1, fixture.Health.Read().QueuedItems);

        var next = fixture.Journal.Append(Samples.Append(stream, 1));

        Assert.Equal(new AppendResult.Appended(2), await next);
        Assert.Equal(new AppendResult.Appended(1), await waiting);
        Assert.Equal(2, fixture.Health.Read().Batches);
    }

    [Fact]
    public async Task Append_ThatCanWait_GoesByItselfInTheEnd()
    {
        await using var fixture = Fixture();
        fixture.Start();
        var stream = Samples.NewStream();
        Assert.Equal(
            new AppendResult.Appended(1), await fixture.Journal.Append(Samples.Append(stream) with { CanWait = true }));
    }

    [Fact]
    public async Task Append_ThatCanWait_LetsOnlySoManyTransactionsPass()
    {
        await using var fixture = new SqliteFixture(
            new JournalOptions { LongestWait = TimeSpan.FromSeconds(5), BatchesWaited = 3 });
        fixture.Start();
        var waiting = fixture.Journal.Append(Samples.Append(Samples.NewStream()) with { CanWait = true });
        for (var i = 0; i < 5; i++)
        {
            await fixture.Journal.Append(Samples.Append(Samples.NewStream()));
        }

        Assert.Equal(new AppendResult.Appended(1), await waiting);
        Assert.Equal(0, fixture.Health.Read().QueuedItems);
    }

    [Fact]
    public async Task Append_ThatCanWait_IsNotPutOffByWhatOthersAppendOneByOne()
    {
        const int many = 10_000;
        await using var fixture = new SqliteFixture(
            new JournalOptions { LongestWait = TimeSpan.FromMilliseconds(50), BatchesWaited = many });
        fixture.Start();
        var waiting = fixture.Journal.Append(Samples.Append(Samples.NewStream()) with { CanWait = true });
        var others = 0;
        for (; others < many && !waiting.IsCompleted; others++)
        {
            await fixture.Journal.Append(Samples.Append(Samples.NewStream()));
        }

        Assert.Equal(new AppendResult.Appended(1), await waiting);
        Assert.InRange(others, 1, many - 1);
    }

    [Fact]
    public async Task Append_ThatCanWait_IsWrittenWhenTheStoreStops()
    {
        await using var fixture = new SqliteFixture(new JournalOptions { LongestWait = TimeSpan.FromSeconds(5) });
        fixture.Start();
        var waiting = fixture.Journal.Append(Samples.Append(Samples.NewStream()) with { CanWait = true });

        await fixture.Reopen();

        Assert.Equal(new AppendResult.Appended(1), await waiting);
    }

    [Fact]
    public void Linger_OnlyWhileBatchesAreSharedAndSmall()
    {
        var rule = new LingerRule(OneMillisecond, 8 * OneMillisecond);
        Assert.Equal(TimeSpan.Zero, rule.WaitFor(1));
        Repeat(rule, items: 1, OneMillisecond);
        Assert.Equal(TimeSpan.Zero, rule.WaitFor(1));
        Repeat(rule, items: 4, OneMillisecond);
        Assert.Equal(OneMillisecond, rule.WaitFor(1));
        Assert.Equal(TimeSpan.Zero, rule.WaitFor(256));
        Repeat(rule, items: 1, OneMillisecond);
        Assert.Equal(TimeSpan.Zero, rule.WaitFor(1));
    }

    [Fact]
    public void Linger_GrowsWithWhatComes_UpToItsLongest()
    {
        var rule = new LingerRule(OneMillisecond, 8 * OneMillisecond);
        Repeat(rule, items: 4, OneMillisecond);
        Assert.Equal(OneMillisecond, rule.WaitFor(1));
        Repeat(rule, items: 14, 2 * OneMillisecond);
        Assert.InRange(rule.WaitFor(1), 2 * OneMillisecond, 3 * OneMillisecond);
        Repeat(rule, items: 40, 2 * OneMillisecond);
        Assert.Equal(8 * OneMillisecond, rule.WaitFor(1));
        Repeat(rule, items: 4, OneMillisecond);
        Assert.Equal(OneMillisecond, rule.WaitFor(1));
    }

    [Fact]
    public void Linger_OfZero_IsNever()
    {
        var rule = new LingerRule(TimeSpan.Zero, 8 * OneMillisecond);
        Repeat(rule, items: 40, OneMillisecond);
        Assert.Equal(TimeSpan.Zero, rule.WaitFor(1));
    }

    [Fact]
    public async Task Continuation_OfAnAppend_DoesNotRunOnTheWritersThread()
    {
        await using var fixture = Fixture();
        fixture.Start();
        var name = await fixture.Journal.Append(Samples.Append(Samples.NewStream()))
            .ContinueWith(_ => Thread.CurrentThread.Name, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Assert.NotEqual("journal-writer", name);
    }

    [Theory]
    [InlineData(0, 1_024, 60)]
    [InlineData(1, 0, 60)]
    [InlineData(1, 1_024, 0)]
    public void Options_OutOfRange_AreRefused(int queueLength, long batchBytes, int cleanUpSeconds)
    {
        var options = new JournalOptions
        {
            QueueLength = queueLength,
            BatchBytes = batchBytes,
            CleanUpInterval = TimeSpan.FromSeconds(cleanUpSeconds),
        };
        Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(() => new SqliteFixture(options));
    }

    private static void Repeat(LingerRule rule, int items, TimeSpan each)
    {
        for (var i = 0; i < 1_000; i++)
        {
            rule.Took(items, each);
        }
    }

    private SqliteFixture Fixture(JournalOptions? options = null) => new(options, wrap: session => new FaultySession(session, _faults));
}
