using System.Buffers.Text;
using Dispatch.LoadTests.Wire;

namespace Dispatch.LoadTests.Generating;

/// <summary>Composes hub messages as frames, one after the other, so that several leave in one write.</summary>
internal sealed class FrameWriter
{
    private const int MostBytes = 256 * 1024;

    private readonly byte[] _bytes = new byte[MostBytes];
    private int _length;
    private int _at;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>One whole message as it is, separator included.</summary>
    public void Message(ReadOnlySpan<byte> message)
    {
        Begin();
        Put(message);
        End(WebSocketFrame.Text);
    }

    /// <summary>A frame of the protocol itself: a pong, a close.</summary>
    public void Control(int opcode, ReadOnlySpan<byte> payload)
    {
        Begin();
        Put(payload);
        End(opcode);
    }

    /// <summary>A call with an answer.</summary>
    /// <param name="target">The method's name.</param>
    /// <param name="id">The number of the call.</param>
    /// <param name="text">The first argument: a text that needs no escaping; empty for none.</param>
    /// <param name="json">The next argument as JSON; empty for none.</param>
    public void Call(ReadOnlySpan<byte> target, long id, ReadOnlySpan<byte> text, ReadOnlySpan<byte> json)
    {
        Begin();
        Put("{\"type\":1,\"invocationId\":\""u8);
        Utf8Formatter.TryFormat(id, _bytes.AsSpan(_at), out var digits);
        _at += digits;
        Put("\",\"target\":\""u8);
        Put(target);
        Put("\",\"arguments\":["u8);
        if (!text.IsEmpty)
        {
            Put("\""u8);
            Put(text);
            Put("\""u8);
        }

        if (!text.IsEmpty && !json.IsEmpty)
            Put(","u8);
        Put(json);
        Put("]}\u001e"u8);
        End(WebSocketFrame.Text);
    }

    // The header's length depends on the payload's: the payload is written behind the longest, then moved up to its own.
    private void Begin() => _at = _length + WebSocketFrame.MostHeaderBytes;

    private void Put(ReadOnlySpan<byte> part)
    {
        part.CopyTo(_bytes.AsSpan(_at));
        _at += part.Length;
    }

    private void End(int opcode)
    {
        var start = _length + WebSocketFrame.MostHeaderBytes;
        var payload = _bytes.AsSpan(start, _at - start);
        var header = WebSocketFrame.WriteHeader(_bytes.AsSpan(_length), opcode, payload.Length);
        payload.CopyTo(_bytes.AsSpan(_length + header));
        _length += header + payload.Length;
    }
}
