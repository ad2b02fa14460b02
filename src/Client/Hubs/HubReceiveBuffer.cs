using System.Buffers;

namespace Dispatch.Client.Hubs;

/// <summary>Received bytes, cut into messages at the record separator. Small while messages are: thousands of sockets hold one each.</summary>
internal sealed class HubReceiveBuffer(int messageBytesLimit)
{
    private const int SmallestBytes = 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(SmallestBytes);
    private int _start;
    private int _searched;
    private int _end;

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_start == _end)
                _start = _searched = _end = 0;
            if (_end == _bytes.Length)
                MakeRoom();
            return _bytes.AsMemory(_end);
        }
    }

    public void Filled(int count) => _end += count;

    /// <param name="message">One message without its separator; good until <see cref="Free"/> is asked for again.</param>
    public bool TryTake(out ReadOnlySpan<byte> message)
    {
        var separator = _bytes.AsSpan(_searched, _end - _searched).IndexOf(HubFrame.Separator);
        if (separator < 0)
        {
            _searched = _end;
            message = default;
            return false;
        }

        var end = _searched + separator;
        message = _bytes.AsSpan(_start, end - _start);
        _start = _searched = end + 1;
        return true;
    }

    public void Release()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    /// <exception cref="InvalidDataException">A message is longer than the limit.</exception>
    private void MakeRoom()
    {
        var unfinished = _bytes.AsSpan(_start, _end - _start);
        if (unfinished.Length >= messageBytesLimit)
            throw new InvalidDataException($"A hub message is longer than {messageBytesLimit} bytes.");

        if (_start > 0)
        {
            unfinished.CopyTo(_bytes);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            unfinished.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        (_start, _searched, _end) = (0, unfinished.Length, unfinished.Length);
    }
}
