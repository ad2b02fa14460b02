using Dispatch.Journal;

namespace Dispatch.LoadTests.Audit;

/// <summary>Whether every event follows from its predecessor, stream by stream, from version 1 without a gap.</summary>
internal sealed class ChainCheck(Findings findings)
{
    private string _stream = "";
    private long _version;
    private ReadOnlyMemory<byte> _hash = HashChain.Start;

    public long Count { get; private set; }

    /// <param name="stored">In the order of streams and versions.</param>
    public void Next(StoredEvent stored)
    {
        Count++;
        if (stored.Stream != _stream)
            (_stream, _version, _hash) = (stored.Stream, 0, HashChain.Start);

        if (stored.Version != _version + 1)
            findings.Add(Fault.OutOfOrder, $"{stored.Stream}: version {stored.Version} after {_version}");
        var expected = HashChain.Hash(_hash.Span, stored.Stream, stored.Version, stored.Id, stored.Type, stored.At, stored.Payload);
        if (!expected.AsSpan().SequenceEqual(stored.Hash))
            findings.Add(Fault.ChainBroken, $"{stored.Stream}: version {stored.Version}, {stored.Type}");
        (_version, _hash) = (stored.Version, stored.Hash);
    }
}
