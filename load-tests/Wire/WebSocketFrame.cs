using System.Buffers.Binary;

namespace Dispatch.LoadTests.Wire;

/// <summary>A frame of RFC 6455: how a client writes one, and how it reads the server's, which carry no mask.</summary>
internal readonly ref struct WebSocketFrame
{
    public const int Continuation = 0x0;
    public const int Text = 0x1;
    public const int Binary = 0x2;
    public const int Close = 0x8;
    public const int Ping = 0x9;
    public const int Pong = 0xA;

    /// <summary>The most that stands before a client's payload.</summary>
    public const int MostHeaderBytes = 14;

    private const byte FinalBit = 0x80;
    private const byte MaskBit = 0x80;
    private const int LengthIn16Bits = 126;
    private const int LengthIn64Bits = 127;
    private const int MaskBytes = 4;

    public int Opcode { get; private init; }

    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Reads the first frame.</summary>
    /// <param name="data">Received so far.</param>
    /// <param name="frame">Points into <paramref name="data"/>.</param>
    /// <param name="length">Bytes of the whole frame.</param>
    /// <returns>False when it is not complete yet.</returns>
    /// <exception cref="InvalidDataException">No server may send this.</exception>
    public static bool TryRead(ReadOnlySpan<byte> data, out WebSocketFrame frame, out int length)
    {
        frame = default;
        length = 0;
        if (data.Length < 2)
            return false;
        if ((data[1] & MaskBit) != 0 || (data[0] & 0x70) != 0)
            throw new InvalidDataException("Expected a frame without mask and extensions.");

        var (header, payload) = (2, (long)data[1]);
        if (payload == LengthIn16Bits)
        {
            if (data.Length < 4)
                return false;
            (header, payload) = (4, BinaryPrimitives.ReadUInt16BigEndian(data[2..]));
        }
        else if (payload == LengthIn64Bits)
        {
            if (data.Length < 10)
                return false;
            (header, payload) = (10, BinaryPrimitives.ReadInt64BigEndian(data[2..]));
        }

        if (payload is < 0 or > int.MaxValue - MostHeaderBytes)
            throw new InvalidDataException($"Expected a frame that fits into memory, found {payload} bytes.");
        if (data.Length - header < payload)
            return false;
        frame = new WebSocketFrame { Opcode = data[0] & 0x0F, Payload = data.Slice(header, (int)payload) };
        length = header + (int)payload;
        return true;
    }

    /// <summary>Writes the header of one final frame; the payload follows it as it is.</summary>
    /// <remarks>The mask's key is zero: every client frame must have a mask, and this one costs nothing to apply.</remarks>
    /// <returns>Bytes written.</returns>
    public static int WriteHeader(Span<byte> into, int opcode, int payloadBytes)
    {
        into[0] = (byte)(FinalBit | opcode);
        var at = 2;
        if (payloadBytes < LengthIn16Bits)
        {
            into[1] = (byte)(MaskBit | payloadBytes);
        }
        else if (payloadBytes <= ushort.MaxValue)
        {
            into[1] = MaskBit | LengthIn16Bits;
            BinaryPrimitives.WriteUInt16BigEndian(into[2..], (ushort)payloadBytes);
            at = 4;
        }
        else
        {
            into[1] = MaskBit | LengthIn64Bits;
            BinaryPrimitives.WriteInt64BigEndian(into[2..], payloadBytes);
            at = 10;
        }

        into.Slice(at, MaskBytes).Clear();
        return at + MaskBytes;
    }
}
