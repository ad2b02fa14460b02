using Dispatch.Domain.Ids;
using Dispatch.Journal;

namespace Dispatch.Tests.Conformance.Journal;

public sealed class HashChainTests
{
    [Fact]
    public void Verify_OfAWholeStream_GivesItsHead()
    {
        var events = Chain(3);
        var intact = Assert.IsType<ChainVerdict.Intact>(HashChain.Verify(events));
        Assert.Equal(3, intact.Version);
        Assert.True(intact.Head.Span.SequenceEqual(events[2].Hash.Span));
        Assert.Equal(0, Assert.IsType<ChainVerdict.Intact>(HashChain.Verify([])).Version);
    }

    [Fact]
    public void Verify_OfTwoSwappedEvents_IsReordered()
    {
        var events = Chain(4);
        Assert.Equal(
            new ChainVerdict.Broken(2, ChainFault.Reordered),
            HashChain.Verify([events[0], events[2], events[1], events[3]]));
    }

    [Fact]
    public void Verify_OfAMissingEvent_IsDropped()
    {
        var events = Chain(4);
        Assert.Equal(new ChainVerdict.Broken(3, ChainFault.Dropped), HashChain.Verify([events[0], events[1], events[3]]));
    }

    [Fact]
    public void Verify_OfAnEventThatStandsTwice_IsInserted()
    {
        var events = Chain(3);
        Assert.Equal(
            new ChainVerdict.Broken(3, ChainFault.Inserted), HashChain.Verify([events[0], events[1], events[1], events[2]]));
    }

    [Fact]
    public void Verify_OfAnEventOfAnotherStream_IsInserted()
    {
        var (events, other) = (Chain(2), Chain(3));
        Assert.Equal(new ChainVerdict.Broken(3, ChainFault.Inserted), HashChain.Verify([.. events, other[2]]));
    }

    [Fact]
    public void Verify_OfAForgedEventThatIsWholeInItself_IsNotLinked()
    {
        var events = Chain(3);
        var forged = Next(events[1].Stream, 3, new byte[HashChain.HashLength]);
        Assert.Equal(
            new ChainVerdict.Broken(3, ChainFault.NotLinked), HashChain.Verify([events[0], events[1], forged]));
    }

    [Fact]
    public void Hash_OfTheSameBytesDividedOtherwise_Differs()
    {
        var start = HashChain.Start.Span;
        Assert.NotEqual(
            HashChain.Hash(start, "ab", 1, "c", "d", Samples.At, [1]),
            HashChain.Hash(start, "a", 1, "bc", "d", Samples.At, [1]));
    }

    // The format is a promise to auditors: exports of years ago verify.
    [Fact]
    public void Hash_OfAKnownEvent_IsTheOneOfTheFormat()
    {
        var hash = HashChain.Hash(
            HashChain.Start.Span, "cns_a", 1, "evt_b", "consult.requested", DateTimeOffset.UnixEpoch.AddSeconds(1), "{}"u8);
        var expected = System.Security.Cryptography.SHA256.HashData(
        [
            .. new byte[32],
            0, 0, 0, 5, .. "cns_a"u8,
            0, 0, 0, 0, 0, 0, 0, 1,
            0, 0, 0, 5, .. "evt_b"u8,
            0, 0, 0, 17, .. "consult.requested"u8,
            0, 0, 0, 0, 0, 0x0F, 0x42, 0x40,
            0, 0, 0, 2, .. "{}"u8,
        ]);
        Assert.Equal(expected, hash);
    }

    private static List<RecordedEvent> Chain(int length)
    {
        var stream = Samples.NewStream();
        List<RecordedEvent> events = [];
        for (var version = 1; version <= length; version++)
        {
            events.Add(Next(stream, version, events.Count == 0 ? HashChain.Start : events[^1].Hash));
        }

        return events;
    }

    private static RecordedEvent Next(string stream, long version, ReadOnlyMemory<byte> previousHash)
    {
        var id = Samples.New<EventId>();
        var hash = HashChain.Hash(previousHash.Span, stream, version, id.Value, "t", Samples.At, [1, 2]);
        return new RecordedEvent(stream, version, id, "t", Samples.At, new byte[] { 1, 2 }, hash, previousHash);
    }
}
