using System.Numerics;
using System.Runtime.InteropServices;

namespace Dispatch.Domain.Pools;

/// <summary>
/// Values in the order of their keys, which are distinct. Made for lines: entering at the end and leaving at the front
/// cost the same however long the line is, and touch only memory that was touched a moment before. Anywhere else,
/// entering and leaving are O(log n). Nothing is allocated while the length stays about the same.
/// </summary>
/// <remarks>Sorted chunks, each with room before its first and after its last value. No chunk is empty; two neighbours
/// that would fit in half a chunk are merged.</remarks>
internal sealed class OrderedChunks<T>
    where T : class
{
    private const int ChunkCapacity = 128;
    private const int SmallestCapacity = 4;

    // The chunks in use are [_first, _first + _used) of both arrays; their lengths are apart so that they add up fast.
    private Chunk[] _chunks = [];
    private int[] _lengths = [];
    private int _first;
    private int _used;
    private Chunk? _spare;

    public int Count { get; private set; }

    public T? First => Count == 0 ? null : _chunks[_first].Slots[_chunks[_first].Begin].Value;

    /// <summary>The value so many places behind the first; null when it is not in memory beside it.</summary>
    public T? Near(int behindFirst) => _used > 0 && behindFirst < _lengths[_first]
        ? _chunks[_first].Slots[_chunks[_first].Begin + behindFirst].Value
        : null;

    /// <summary>Only when there is one.</summary>
    public ref readonly OrderKey FirstKey => ref _chunks[_first].Slots[_chunks[_first].Begin].Key;

    public Enumerator GetEnumerator() => new(this, _first, -1);

    /// <summary>From the first value whose key is not before this one, which need not be there.</summary>
    public Enumerator From(in OrderKey key)
    {
        if (_used == 0)
        {
            return GetEnumerator();
        }

        var index = ChunkFor(key);
        return new Enumerator(this, index, LowerBound(index, key) - _chunks[index].Begin - 1);
    }

    /// <summary>The key must not be there yet.</summary>
    public void Insert(in OrderKey key, T value)
    {
        if (!TryInsert(key, value))
        {
            throw new InvalidOperationException($"Expected a new key, found {key.Id} in its place already.");
        }
    }

    /// <summary>False, and nothing changes, when the key is there.</summary>
    public bool TryInsert(in OrderKey key, T value)
    {
        if (_used == 0)
        {
            InsertChunk(0);
        }

        var (index, position) = End;
        if (position > _chunks[index].Begin && !_chunks[index].Slots[position - 1].Key.IsBefore(key))
        {
            index = ChunkFor(key);
            position = LowerBound(index, key);
            if (position < _chunks[index].Begin + _lengths[index] && !key.IsBefore(_chunks[index].Slots[position].Key))
            {
                return false;
            }
        }

        if (position == _chunks[index].Slots.Length || position < _chunks[index].Begin + _lengths[index])
        {
            (index, position) = MakeRoom(index, position);
        }

        _chunks[index].Slots[position] = new Slot(key, value);
        _lengths[index]++;
        Count++;
        return true;
    }

    /// <summary>Null when the key is not there.</summary>
    public T? Find(in OrderKey key) =>
        Locate(key, out var index, out var position) ? _chunks[index].Slots[position].Value : null;

    /// <returns>What stood there; null when the key is not there.</returns>
    public T? Remove(in OrderKey key)
    {
        if (!Locate(key, out var index, out var position))
        {
            return null;
        }

        var chunk = _chunks[index];
        var end = chunk.Begin + _lengths[index];
        var removed = chunk.Slots[position].Value;
        if (position - chunk.Begin < end - 1 - position)
        {
            Array.Copy(chunk.Slots, chunk.Begin, chunk.Slots, chunk.Begin + 1, position - chunk.Begin);
            chunk.Slots[chunk.Begin++] = default;
        }
        else
        {
            Array.Copy(chunk.Slots, position + 1, chunk.Slots, position, end - 1 - position);
            chunk.Slots[end - 1] = default;
        }

        Count--;
        _lengths[index]--;
        Tidy(index);
        return removed;
    }

    /// <summary>Gives a value that is there another key, which must not be there yet. O(1) beyond finding it when it
    /// keeps its place among its neighbours.</summary>
    public void Move(in OrderKey from, in OrderKey to)
    {
        if (!Locate(from, out var index, out var position))
        {
            throw new InvalidOperationException($"Expected {from.Id} in its place, found it nowhere.");
        }

        var chunk = _chunks[index];
        if (position > chunk.Begin
            && position < chunk.Begin + _lengths[index] - 1
            && chunk.Slots[position - 1].Key.IsBefore(to)
            && to.IsBefore(chunk.Slots[position + 1].Key))
        {
            chunk.Slots[position].Key = to;
            return;
        }

        var value = Remove(from)!;
        Insert(to, value);
    }

    /// <summary>How many keys stand before this one, which need not be there. Adds up one number per 128 values before
    /// it, eight or so at a time.</summary>
    public int CountBefore(in OrderKey key)
    {
        if (_used == 0)
        {
            return 0;
        }

        var index = ChunkFor(key);
        return Sum(_lengths.AsSpan(_first, index - _first)) + LowerBound(index, key) - _chunks[index].Begin;
    }

    public void Clear()
    {
        Array.Clear(_chunks);
        (_first, _used, Count) = (0, 0, 0);
    }

    /// <summary>Where a key after all others goes.</summary>
    private (int Index, int Position) End
    {
        get
        {
            var last = _first + _used - 1;
            return (last, _chunks[last].Begin + _lengths[last]);
        }
    }

    private static int Sum(ReadOnlySpan<int> numbers)
    {
        var wide = MemoryMarshal.Cast<int, Vector<int>>(numbers);
        var sums = Vector<int>.Zero;
        foreach (var vector in wide)
        {
            sums += vector;
        }

        var sum = Vector.Sum(sums);
        foreach (var number in numbers[(wide.Length * Vector<int>.Count)..])
        {
            sum += number;
        }

        return sum;
    }

    private ref readonly OrderKey LastKeyOf(int index) =>
        ref _chunks[index].Slots[_chunks[index].Begin + _lengths[index] - 1].Key;

    private bool Locate(in OrderKey key, out int index, out int position)
    {
        if (_used == 0)
        {
            (index, position) = (0, 0);
            return false;
        }

        index = _first;
        position = _chunks[index].Begin;
        if (_chunks[index].Slots[position].Key.IsBefore(key))
        {
            index = ChunkFor(key);
            position = LowerBound(index, key);
        }

        var chunk = _chunks[index];
        return position < chunk.Begin + _lengths[index] && !key.IsBefore(chunk.Slots[position].Key);
    }

    /// <summary>The first chunk whose last key is not before the key; the last chunk when there is none.</summary>
    private int ChunkFor(in OrderKey key)
    {
        var (low, high) = (_first, _first + _used - 1);
        if (low == high || !LastKeyOf(low).IsBefore(key))
        {
            return low;
        }

        if (LastKeyOf(high - 1).IsBefore(key))
        {
            return high;
        }

        low++;
        high--;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (LastKeyOf(middle).IsBefore(key))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The position in the chunk's slots of the first key that is not before the key.</summary>
    private int LowerBound(int index, in OrderKey key)
    {
        var chunk = _chunks[index];
        var (low, high) = (chunk.Begin, chunk.Begin + _lengths[index]);
        if (low == high || !chunk.Slots[low].Key.IsBefore(key))
        {
            return low;
        }

        if (chunk.Slots[high - 1].Key.IsBefore(key))
        {
            return high;
        }

        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (chunk.Slots[middle].Key.IsBefore(key))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Frees a slot at the position; it may have to move to another chunk for that.</summary>
    private (int Index, int Position) MakeRoom(int index, int position)
    {
        var chunk = _chunks[index];
        var length = _lengths[index];
        var atEnd = position == chunk.Begin + length;
        var isFull = chunk.Begin + length == chunk.Slots.Length;
        if (atEnd && isFull && index == _first + _used - 1 && length > ChunkCapacity / 2)
        {
            InsertChunk(_used);
            return (_first + _used - 1, _chunks[_first + _used - 1].Begin);
        }

        if (length == ChunkCapacity)
        {
            (index, position) = Split(index, position);
            (chunk, length) = (_chunks[index], _lengths[index]);
        }
        else if (length == chunk.Slots.Length)
        {
            Array.Resize(ref chunk.Slots, Math.Min(2 * length, ChunkCapacity));
        }
        else if (atEnd && isFull)
        {
            // At most half full, or seldom: moving all to the front pays for as many entries at the end.
            Array.Copy(chunk.Slots, chunk.Begin, chunk.Slots, 0, length);
            Array.Clear(chunk.Slots, length, chunk.Begin);
            position -= chunk.Begin;
            chunk.Begin = 0;
        }

        var end = chunk.Begin + length;
        if (chunk.Begin > 0 && (end == chunk.Slots.Length || position - chunk.Begin < end - position))
        {
            Array.Copy(chunk.Slots, chunk.Begin, chunk.Slots, chunk.Begin - 1, position - chunk.Begin);
            chunk.Begin--;
            return (index, position - 1);
        }

        Array.Copy(chunk.Slots, position, chunk.Slots, position + 1, end - position);
        return (index, position);
    }

    private (int Index, int Position) Split(int index, int position)
    {
        var ordinal = index - _first;
        InsertChunk(ordinal + 1);
        index = _first + ordinal;
        var (left, right) = (_chunks[index], _chunks[index + 1]);
        const int Half = ChunkCapacity / 2;
        if (right.Slots.Length < ChunkCapacity)
        {
            right.Slots = new Slot[ChunkCapacity];
        }

        Array.Copy(left.Slots, left.Begin + Half, right.Slots, 0, Half);
        Array.Clear(left.Slots, left.Begin + Half, Half);
        (_lengths[index], _lengths[index + 1]) = (Half, Half);
        var offset = position - left.Begin;
        return offset <= Half ? (index, position) : (index + 1, offset - Half);
    }

    /// <summary>Gives up a chunk that has become empty, or that fits beside its neighbour.</summary>
    private void Tidy(int index)
    {
        if (_lengths[index] == 0)
        {
            DropChunk(index);
        }
        else if (index > _first && _lengths[index - 1] + _lengths[index] <= ChunkCapacity / 2)
        {
            Merge(index - 1);
        }
        else if (index < _first + _used - 1 && _lengths[index] + _lengths[index + 1] <= ChunkCapacity / 2)
        {
            Merge(index);
        }
    }

    private void Merge(int index)
    {
        var (left, right) = (_chunks[index], _chunks[index + 1]);
        var (kept, moved) = (_lengths[index], _lengths[index + 1]);
        var slots = left.Slots.Length == ChunkCapacity ? left.Slots : new Slot[ChunkCapacity];
        Array.Copy(left.Slots, left.Begin, slots, 0, kept);
        Array.Copy(right.Slots, right.Begin, slots, kept, moved);
        Array.Clear(slots, kept + moved, ChunkCapacity - kept - moved);
        (left.Slots, left.Begin) = (slots, 0);
        _lengths[index] = kept + moved;
        Array.Clear(right.Slots, right.Begin, moved);
        DropChunk(index + 1);
    }

    /// <param name="ordinal">Counted from the first chunk in use.</param>
    private void InsertChunk(int ordinal)
    {
        if (_first + _used == _chunks.Length)
        {
            MakeRoomForChunks();
        }

        var index = _first + ordinal;
        Array.Copy(_chunks, index, _chunks, index + 1, _used - ordinal);
        Array.Copy(_lengths, index, _lengths, index + 1, _used - ordinal);
        _chunks[index] = _spare ?? new Chunk(_used == 0 ? SmallestCapacity : ChunkCapacity);
        _lengths[index] = 0;
        _spare = null;
        _used++;
    }

    private void MakeRoomForChunks()
    {
        var (chunks, lengths) = _used < _chunks.Length && _used <= _chunks.Length / 2
            ? (_chunks, _lengths)
            : (new Chunk[Math.Max(2, 2 * _used)], new int[Math.Max(2, 2 * _used)]);
        Array.Copy(_chunks, _first, chunks, 0, _used);
        Array.Copy(_lengths, _first, lengths, 0, _used);
        Array.Clear(chunks, _used, chunks.Length - _used);
        (_chunks, _lengths, _first) = (chunks, lengths, 0);
    }

    private void DropChunk(int index)
    {
        var chunk = _chunks[index];
        chunk.Begin = 0;
        _spare = chunk;
        _used--;
        if (index == _first)
        {
            _chunks[_first++] = null!;
            _first = _used == 0 ? 0 : _first;
            return;
        }

        Array.Copy(_chunks, index + 1, _chunks, index, _first + _used - index);
        Array.Copy(_lengths, index + 1, _lengths, index, _first + _used - index);
        _chunks[_first + _used] = null!;
    }

    private struct Slot(in OrderKey key, T value)
    {
        public OrderKey Key = key;
        public T Value = value;
    }

    private sealed class Chunk(int capacity)
    {
        public Slot[] Slots = new Slot[capacity];
        public int Begin;
    }

    /// <summary>In the order of the keys. The line must not change meanwhile.</summary>
    public struct Enumerator(OrderedChunks<T> line, int index, int offset)
    {
        private int _index = index;
        private int _offset = offset;

        public readonly T Current => line._chunks[_index].Slots[line._chunks[_index].Begin + _offset].Value;

        public bool MoveNext()
        {
            if (_index == line._first + line._used)
            {
                return false;
            }

            if (++_offset < line._lengths[_index])
            {
                return true;
            }

            _offset = 0;
            return ++_index < line._first + line._used;
        }
    }
}
