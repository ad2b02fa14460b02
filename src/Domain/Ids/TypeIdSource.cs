using System.Buffers.Binary;

namespace Dispatch.Domain.Ids;

/// <summary>
/// UUIDv7 ids (RFC 9562 §5.7, method 1): 48 bits of milliseconds, a 12-bit counter that restarts each millisecond,
/// 62 bits of chance. When more than 4,096 ids are made in one millisecond the timestamp runs ahead of the clock.
/// </summary>
public sealed class TypeIdSource(TimeProvider time, IRandomSource random) : IIdSource
{
    private const int CounterLimit = 1 << 12;

    private readonly Lock _lock = new();
    private long _lastMilliseconds;
    private int _counter;

    public string NewId(string prefix)
    {
        Span<byte> uuid = stackalloc byte[16];
        random.Fill(uuid[8..]);
        var (milliseconds, counter) = NextTick();
        BinaryPrimitives.WriteInt64BigEndian(uuid, milliseconds << 16);
        BinaryPrimitives.WriteUInt16BigEndian(uuid[6..], (ushort)(0x7000 | counter));
        uuid[8] = (byte)(0x80 | (uuid[8] & 0x3F));
        return TypeId.Format(prefix, uuid);
    }

    private (long Milliseconds, int Counter) NextTick()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            if (now > _lastMilliseconds)
            {
                _lastMilliseconds = now;
                _counter = 0;
            }
            else if (++_counter == CounterLimit)
            {
                _lastMilliseconds++;
                _counter = 0;
            }

            return (_lastMilliseconds, _counter);
        }
    }
}
