namespace Dispatch.LoadTests.Wire;

/// <summary>
/// Cuts the payloads of frames into hub messages. A frame may hold several messages, and a message may lie in several
/// frames: only the separator counts.
/// </summary>
internal sealed class HubMessageSplitter
{
    public const byte Separator = 0x1E;

    private const int MostBytes = 1024 * 1024;

    private byte[] _begun = [];
    private int _begunBytes;

    /// <summary>Takes the next message off the front of the payload; what is left at its end is kept for the next payload.</summary>
    /// <param name="payload">What is left of it afterwards.</param>
    /// <param name="message">Without its separator; valid until the next call.</param>
    /// <exception cref="InvalidDataException">A message is longer than any that the hub sends.</exception>
    public bool TryTake(ref ReadOnlySpan<byte> payload, out ReadOnlySpan<byte> message)
    {
        var end = payload.IndexOf(Separator);
        if (end < 0)
        {
            Keep(payload);
            payload = default;
            message = default;
            return false;
        }

        message = payload[..end];
        payload = payload[(end + 1)..];
        if (_begunBytes == 0)
            return true;

        Keep(message);
        message = _begun.AsSpan(0, _begunBytes);
        _begunBytes = 0;
        return true;
    }

    public void Clear() => _begunBytes = 0;

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_begunBytes + part.Length > MostBytes)
            throw new InvalidDataException($"Expected hub messages of at most {MostBytes} bytes.");
        if (_begunBytes + part.Length > _begun.Length)
            Array.Resize(ref _begun, Math.Max(_begunBytes + part.Length, 2 * _begun.Length));
        part.CopyTo(_begun.AsSpan(_begunBytes));
        _begunBytes += part.Length;
    }
}
