using Dispatch.Journal;

namespace Dispatch.Tests.Conformance.Journal;

public abstract partial class JournalContract
{
    private const string Scope = "slot/\u00E9";

    [Fact]
    public async Task Take_OfATakenClaim_NamesItsHolderAndWritesNothing()
    {
        Fixture.Start();
        var key = Samples.NewStream();
        await Take(key, "first");
        var stream = Samples.NewStream();

        var result = await Journal.Append(
            Samples.Append(stream).With(new ClaimChange.Take("other", key, "x"), new ClaimChange.Take(Scope, key, "second")));

        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "first"), result);
        Assert.Empty(await Journal.Read(stream));
        Assert.IsType<AppendResult.Appended>(
            await Journal.Append(Samples.Append(Samples.NewStream()).With(new ClaimChange.Take("other", key, "y"))));
    }

    [Fact]
    public async Task Take_ByItsOwnHolder_IsTaken()
    {
        Fixture.Start();
        var key = Samples.NewStream();
        await Take(key, "first");
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "first"), await Take(key, "first"));
    }

    [Fact]
    public async Task Free_ByItsHolder_LetsTheNextTakeIt()
    {
        Fixture.Start();
        var key = Samples.NewStream();
        await Take(key, "first");
        await Free(key, "first");
        Assert.IsType<AppendResult.Appended>(await Take(key, "second"));
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "second"), await Take(key, "third"));
    }

    [Fact]
    public async Task Free_ByAnotherHolder_ChangesNothing()
    {
        Fixture.Start();
        var key = Samples.NewStream();
        await Take(key, "first");
        Assert.IsType<AppendResult.Appended>(await Free(key, "second"));
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "first"), await Take(key, "third"));
    }

    [Fact]
    public async Task Take_OfAnExpiredClaim_IsGranted()
    {
        Fixture.Start();
        var key = Samples.NewStream();
        await Take(key, "first", Fixture.Now.AddSeconds(10));
        Fixture.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "first"), await Take(key, "second"));
        Fixture.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<AppendResult.Appended>(await Take(key, "second"));
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "second"), await Take(key, "third"));
    }

    [Fact]
    public async Task Free_OfAnExpiredClaimThatAnotherTook_LeavesItToTheOther()
    {
        Fixture.Start();
        var key = Samples.NewStream();
        await Take(key, "first", Fixture.Now.AddSeconds(1));
        Fixture.Advance(TimeSpan.FromSeconds(2));
        await Take(key, "second");
        await Free(key, "first");
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "second"), await Take(key, "third"));
    }

    [Fact]
    public async Task Claims_InOneBatch_AreTakenAndFreedInOrderOfArrival()
    {
        var key = Samples.NewStream();
        var first = Take(key, "first");
        var second = Take(key, "second");
        var free = Free(key, "first");
        var third = Take(key, "third");
        var fourth = Take(key, "fourth");
        Fixture.Start();

        Assert.IsType<AppendResult.Appended>(await first);
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "first"), await second);
        Assert.IsType<AppendResult.Appended>(await free);
        Assert.IsType<AppendResult.Appended>(await third);
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "third"), await fourth);
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "third"), await Take(key, "fifth"));
    }

    [Fact]
    public async Task Claims_InOneRequest_AreTakenAndFreedInOrder()
    {
        Fixture.Start();
        var key = Samples.NewStream();
        await Take(key, "first");

        var handOver = await Journal.Append(Samples.Append(Samples.NewStream()).With(
            new ClaimChange.Free(Scope, key, "first"), new ClaimChange.Take(Scope, key, "second")));

        Assert.IsType<AppendResult.Appended>(handOver);
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "second"), await Take(key, "third"));
    }

    [Fact]
    public async Task Claims_OfARefusedRequest_AreAsTheyWereForTheNextOfTheBatch()
    {
        var (key, other) = (Samples.NewStream(), Samples.NewStream());
        var first = Take(key, "first");
        var refused = Journal.Append(Samples.Append(Samples.NewStream()).With(
            new ClaimChange.Take(Scope, other, "refused"),
            new ClaimChange.Free(Scope, key, "first"),
            new ClaimChange.Take(Scope, key, "refused"),
            new ClaimChange.Take(Scope, key, "refused again")));
        var next = Take(other, "next");
        var again = Take(key, "next");
        Fixture.Start();

        await first;
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "refused"), await refused);
        Assert.IsType<AppendResult.Appended>(await next);
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "first"), await again);
    }

    [Fact]
    public async Task Take_FiftyAtOnce_ExactlyOneWins()
    {
        Fixture.Start();
        var key = Samples.NewStream();
        var results = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => Task.Run(() => Take(key, $"holder {i}", Fixture.Now.AddHours(24)))));

        Assert.Single(results.OfType<AppendResult.Appended>());
        var holders = results.OfType<AppendResult.ClaimTaken>().Select(taken => taken.Holder).ToList();
        Assert.Equal(49, holders.Count);
        Assert.Single(holders.Distinct());
    }

    [Fact]
    public async Task Require_OfWhatTheHolderHas_IsGrantedAndChangesNothing()
    {
        Fixture.Start();
        var key = Samples.NewStream();
        await Take(key, "first");
        Assert.IsType<AppendResult.Appended>(await Require(key, "first"));
        Assert.IsType<AppendResult.Appended>(await Require(key, "first"));
        Assert.Equal(new AppendResult.ClaimTaken(Scope, key, "first"), await Take(key, "second"));
    }

    [Fact]
    public async Task Require_OfWhatAnotherHolds_NamesItAndWritesNothing()
    {
        Fixture.Start();
        var (key, other, stream) = (Samples.NewStream(), Samples.NewStream(), Samples.NewStream());
        await Take(key, "first");

        var result = await Journal.Append(Samples.Append(stream).With(
            new ClaimChange.Take(Scope, other, "refused"), new ClaimChange.Require(Scope, key, "second")));

        Assert.Equal(new AppendResult.ClaimNotHeld(Scope, key, "first"), result);
        Assert.Empty(await Journal.Read(stream));
        Assert.IsType<AppendResult.Appended>(await Take(other, "next"));
    }

    [Fact]
    public async Task Require_OfWhatNobodyHolds_IsRefused()
    {
        Fixture.Start();
        var key = Samples.NewStream();
        Assert.Equal(new AppendResult.ClaimNotHeld(Scope, key, null), await Require(key, "first"));
        await Take(key, "first", Fixture.Now.AddSeconds(1));
        Fixture.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(new AppendResult.ClaimNotHeld(Scope, key, null), await Require(key, "first"));
    }

    [Fact]
    public async Task Require_InABatchThatHandsTheClaimOn_CountsInOrderOfArrival()
    {
        var key = Samples.NewStream();
        var take = Take(key, "first");
        var before = Require(key, "first");
        var handOver = Journal.Append(Samples.Append(Samples.NewStream()).With(
            new ClaimChange.Free(Scope, key, "first"), new ClaimChange.Take(Scope, key, "second")));
        var late = Require(key, "first");
        var after = Require(key, "second");
        Fixture.Start();

        await take;
        Assert.IsType<AppendResult.Appended>(await before);
        Assert.IsType<AppendResult.Appended>(await handOver);
        Assert.Equal(new AppendResult.ClaimNotHeld(Scope, key, "second"), await late);
        Assert.IsType<AppendResult.Appended>(await after);
    }

    [Fact]
    public async Task Put_WhoeverHadIt_GivesItToThisHolder()
    {
        Fixture.Start();
        var (free, held) = (Samples.NewStream(), Samples.NewStream());
        await Take(held, "first", Fixture.Now.AddSeconds(10));
        Assert.IsType<AppendResult.Appended>(await Put(free, "second"));
        Assert.IsType<AppendResult.Appended>(await Put(held, "second"));

        Fixture.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(new AppendResult.ClaimTaken(Scope, free, "second"), await Take(free, "third"));
        Assert.Equal(new AppendResult.ClaimTaken(Scope, held, "second"), await Take(held, "third"));
    }

    [Fact]
    public async Task Put_OfARefusedRequest_LeavesTheClaimToWhoHadIt()
    {
        Fixture.Start();
        var (key, other) = (Samples.NewStream(), Samples.NewStream());
        await Take(key, "first");

        var refused = await Journal.Append(Samples.Append(Samples.NewStream()).With(
            new ClaimChange.Put(Scope, key, "second"), new ClaimChange.Require(Scope, other, "nobody")));

        Assert.Equal(new AppendResult.ClaimNotHeld(Scope, other, null), refused);
        Assert.IsType<AppendResult.Appended>(await Require(key, "first"));
    }

    private Task<AppendResult> Put(string key, string holder) =>
        Journal.Append(Samples.Append(Samples.NewStream()).With(new ClaimChange.Put(Scope, key, holder)));

    private Task<AppendResult> Require(string key, string holder) =>
        Journal.Append(Samples.Append(Samples.NewStream()).With(new ClaimChange.Require(Scope, key, holder)));

    private Task<AppendResult> Take(string key, string holder, DateTimeOffset? expiresAt = null) =>
        Journal.Append(Samples.Append(Samples.NewStream()).With(new ClaimChange.Take(Scope, key, holder, expiresAt)));

    private Task<AppendResult> Free(string key, string holder) =>
        Journal.Append(Samples.Append(Samples.NewStream()).With(new ClaimChange.Free(Scope, key, holder)));
}
