using System.Buffers;

namespace Dispatch.Client.Hubs;

/// <summary>Bytes to send, in an array rented while there are any: an idle connection holds none.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>
{
    private const int SmallestBytes = 512;

    private byte[] _bytes = [];

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Count);

    public void Advance(int count) => Count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Count));
        Count += bytes.Length;
    }

    public void Truncate(int count) => Count = count;

    public void Release()
    {
        Count = 0;
        if (_bytes.Length == 0)
            return;

        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Reserve(int bytes)
    {
        if (_bytes.Length - Count >= bytes)
            return;

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(SmallestBytes, Math.Max(_bytes.Length * 2, Count + bytes)));
        Written.Span.CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
