namespace Dispatch.LoadTests.Wire;

/// <summary>Bytes that were received and not used up yet: filled at its end, consumed at its start.</summary>
/// <param name="firstBytes">Its size until more is needed.</param>
/// <param name="mostBytes">What it may grow to; a message that is longer is a fault of the other side.</param>
internal sealed class ByteWindow(int firstBytes, int mostBytes)
{
    private byte[] _bytes = new byte[firstBytes];
    private int _start;
    private int _end;

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Where to receive next; never empty.</summary>
    /// <exception cref="InvalidDataException">It is full of one message that does not end.</exception>
    public Span<byte> Free()
    {
        if (_start == _end)
            _start = _end = 0;
        if (_end < _bytes.Length)
            return _bytes.AsSpan(_end);

        if (_start > 0)
        {
            Unread.CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }
        else if (_bytes.Length < mostBytes)
        {
            Array.Resize(ref _bytes, Math.Min(2 * _bytes.Length, mostBytes));
        }
        else
        {
            throw new InvalidDataException($"Expected messages of at most {mostBytes} bytes.");
        }

        return _bytes.AsSpan(_end);
    }

    public void Filled(int count) => _end += count;

    public void Consume(int count) => _start += count;

    public void Clear() => _start = _end = 0;
}
