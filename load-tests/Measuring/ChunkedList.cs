namespace Dispatch.LoadTests.Measuring;

/// <summary>
/// Grows without moving what is in it, so that one thread may add while others read what was there before. Entries are
/// structures that are written in place.
/// </summary>
public sealed class ChunkedList<T>
    where T : struct
{
    private const int ChunkBits = 14;
    private const int ChunkLength = 1 << ChunkBits;
    private const int MostChunks = 1 << 12;

    private readonly T[]?[] _chunks = new T[]?[MostChunks];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ref T this[int index] => ref _chunks[index >> ChunkBits]![index & (ChunkLength - 1)];

    /// <returns>The new entry's index.</returns>
    /// <exception cref="InvalidOperationException">There are 67 million already.</exception>
    public int Add(in T entry)
    {
        var index = _count;
        if (index >> ChunkBits >= MostChunks)
            throw new InvalidOperationException($"Expected at most {MostChunks * ChunkLength} entries.");
        var chunk = _chunks[index >> ChunkBits] ??= new T[ChunkLength];
        chunk[index & (ChunkLength - 1)] = entry;
        Volatile.Write(ref _count, index + 1);
        return index;
    }
}
