using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Journal;

/// <summary>
/// The chain that makes a stream tamper-evident: each event's hash is SHA-256 over the hash before it, its stream,
/// version, id, type, instant (microseconds since 1970 UTC) and payload as stored. Numbers are 8 bytes big-endian,
/// texts and the payload follow their length in 4 bytes big-endian.
/// </summary>
public static class HashChain
{
    public const int HashLength = 32;

    /// <summary>What the first event of a stream is chained to: zeros.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[HashLength];

    private const int StackBytes = 1024;

    public static byte[] Hash(
        ReadOnlySpan<byte> previousHash,
        string stream,
        long version,
        string id,
        string type,
        DateTimeOffset at,
        ReadOnlySpan<byte> payload)
    {
        var length = HashLength + (4 * sizeof(int)) + (2 * sizeof(long))
            + Encoding.UTF8.GetMaxByteCount(stream.Length)
            + Encoding.UTF8.GetMaxByteCount(id.Length)
            + Encoding.UTF8.GetMaxByteCount(type.Length)
            + payload.Length;
        byte[]? rented = null;
        var buffer = length <= StackBytes
            ? stackalloc byte[StackBytes]
            : rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            previousHash.CopyTo(buffer);
            var position = HashLength;
            Write(buffer, ref position, stream);
            Write(buffer, ref position, version);
            Write(buffer, ref position, id);
            Write(buffer, ref position, type);
            Write(buffer, ref position, Microseconds.Of(at));
            BinaryPrimitives.WriteInt32BigEndian(buffer[position..], payload.Length);
            payload.CopyTo(buffer[(position + sizeof(int))..]);
            return SHA256.HashData(buffer[..(position + sizeof(int) + payload.Length)]);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>Whether these are the first events of one stream, in order, each as it was written.</summary>
    /// <remarks>Events missing at the end cannot be seen from the chain: compare <see cref="ChainVerdict.Intact"/>'s
    /// head with one that was kept elsewhere.</remarks>
    public static ChainVerdict Verify(IEnumerable<RecordedEvent> events)
    {
        var previousHash = Start;
        var stream = (string?)null;
        var expected = 1L;
        using var all = events.GetEnumerator();
        while (all.MoveNext())
        {
            var recorded = all.Current;
            stream ??= recorded.Stream;
            if (recorded.Stream != stream || recorded.Version < expected)
            {
                return new ChainVerdict.Broken(expected, ChainFault.Inserted);
            }

            if (recorded.Version > expected)
            {
                return new ChainVerdict.Broken(
                    expected, AppearsIn(all, expected) ? ChainFault.Reordered : ChainFault.Dropped);
            }

            if (!Matches(recorded))
            {
                return new ChainVerdict.Broken(expected, ChainFault.Altered);
            }

            if (!recorded.PreviousHash.Span.SequenceEqual(previousHash.Span))
            {
                return new ChainVerdict.Broken(expected, ChainFault.NotLinked);
            }

            previousHash = recorded.Hash;
            expected++;
        }

        return new ChainVerdict.Intact(expected - 1, previousHash);
    }

    private static bool Matches(RecordedEvent recorded) =>
        Hash(
            recorded.PreviousHash.Span,
            recorded.Stream,
            recorded.Version,
            recorded.Id.Value,
            recorded.Type,
            recorded.At,
            recorded.Payload.Span).AsSpan().SequenceEqual(recorded.Hash.Span);

    private static bool AppearsIn(IEnumerator<RecordedEvent> rest, long version)
    {
        while (rest.MoveNext())
        {
            if (rest.Current.Version == version)
            {
                return true;
            }
        }

        return false;
    }

    private static void Write(Span<byte> buffer, ref int position, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, buffer[(position + sizeof(int))..]);
        BinaryPrimitives.WriteInt32BigEndian(buffer[position..], length);
        position += sizeof(int) + length;
    }

    private static void Write(Span<byte> buffer, ref int position, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer[position..], number);
        position += sizeof(long);
    }
}
