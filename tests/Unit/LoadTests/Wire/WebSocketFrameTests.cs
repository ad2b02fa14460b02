using System.Text;
using Dispatch.LoadTests.Generating;
using Dispatch.LoadTests.Wire;

namespace Dispatch.Tests.Unit.LoadTests.Wire;

public class WebSocketFrameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void TryRead_CutAnywhere_IsIncompleteUntilTheLastByte(int payloadBytes)
    {
        var payload = Enumerable.Range(0, payloadBytes).Select(i => (byte)i).ToArray();
        var data = ServerFrame(WebSocketFrame.Text, payload);

        // Every cut near the header, and some in the payload.
        foreach (var cut in Enumerable.Range(0, Math.Min(data.Length, 16)).Append(data.Length / 2).Append(data.Length - 1))
        {
            if (cut < data.Length)
                Assert.False(WebSocketFrame.TryRead(data.AsSpan(0, cut), out _, out _));
        }

        Assert.True(WebSocketFrame.TryRead([.. data, 0x81], out var frame, out var length));
        Assert.Equal(data.Length, length);
        Assert.Equal(WebSocketFrame.Text, frame.Opcode);
        Assert.Equal(payload, frame.Payload);
    }

    [Fact]
    public void TryRead_OfAMaskedFrame_Throws() =>
        Assert.Throws<InvalidDataException>(() => WebSocketFrame.TryRead([0x81, 0x80, 0, 0, 0, 0], out _, out _));

    [Fact]
    public void TryRead_OfACompressedFrame_Throws() =>
        Assert.Throws<InvalidDataException>(() => WebSocketFrame.TryRead([0xC1, 0x00], out _, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(70_000)]
    public void WriteHeader_SaysMaskedWithKeyZero_AndTheLength(int payloadBytes)
    {
        var header = new byte[WebSocketFrame.MostHeaderBytes];
        Array.Fill(header, (byte)0xEE);

        var length = WebSocketFrame.WriteHeader(header, WebSocketFrame.Text, payloadBytes);

        Assert.Equal(0x81, header[0]);
        Assert.True((header[1] & 0x80) != 0);
        Assert.Equal([0, 0, 0, 0], header[(length - 4)..length]);

        // The same frame as a server would send it, mask left out, says the same length.
        byte[] unmasked = [header[0], (byte)(header[1] & 0x7F), .. header[2..(length - 4)], .. new byte[payloadBytes]];
        Assert.True(WebSocketFrame.TryRead(unmasked, out var frame, out _));
        Assert.Equal(payloadBytes, frame.Payload.Length);
    }

    [Fact]
    public void FrameWriter_WritesSeveralMessages_EachInAFrameOfItsOwn()
    {
        var writer = new FrameWriter();
        writer.Message("{\"type\":6}\u001e"u8);
        writer.Call("CompleteConsult"u8, 42, "cns_1"u8, Encoding.UTF8.GetBytes($"{{\"justification\":\"{new string('x', 200)}\"}}"));

        var frames = Unmasked(writer.Written);

        Assert.Equal("{\"type\":6}\u001e", frames[0]);
        Assert.Equal(
            $"{{\"type\":1,\"invocationId\":\"42\",\"target\":\"CompleteConsult\",\"arguments\":[\"cns_1\",{{\"justification\":\"{new string('x', 200)}\"}}]}}\u001e",
            frames[1]);
        Assert.Equal(2, frames.Count);
    }

    [Fact]
    public void FrameWriter_AfterClear_IsEmpty()
    {
        var writer = new FrameWriter();
        writer.Control(WebSocketFrame.Pong, "x"u8);
        writer.Clear();

        Assert.True(writer.Written.IsEmpty);
    }

    internal static byte[] ServerFrame(int opcode, byte[] payload, bool isFinal = true)
    {
        byte[] length = payload.Length switch
        {
            < 126 => [(byte)payload.Length],
            <= ushort.MaxValue => [126, (byte)(payload.Length >> 8), (byte)payload.Length],
            _ => [127, 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length],
        };
        return [(byte)((isFinal ? 0x80 : 0) | opcode), .. length, .. payload];
    }

    private static List<string> Unmasked(ReadOnlySpan<byte> written)
    {
        var frames = new List<string>();
        while (!written.IsEmpty)
        {
            var length = written[1] & 0x7F;
            var header = 6;
            if (length == 126)
            {
                length = (written[2] << 8) | written[3];
                header = 8;
            }

            frames.Add(Encoding.UTF8.GetString(written.Slice(header, length)));
            written = written[(header + length)..];
        }

        return frames;
    }
}
