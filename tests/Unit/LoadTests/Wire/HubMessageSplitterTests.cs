using System.Text;
using Dispatch.LoadTests.Wire;

namespace Dispatch.Tests.Unit.LoadTests.Wire;

public class HubMessageSplitterTests
{
    private static readonly string[] Messages =
        ["{}", "{\"type\":6}", "{\"type\":1,\"target\":\"Offer\",\"arguments\":[{\"seq\":1}]}", $"{{\"type\":3,\"x\":\"{new string('é', 300)}\"}}"];

    [Fact]
    public void Stream_SplitIntoFramesAndReadsAtAnyByte_GivesTheSameMessages()
    {
        var stream = Encoding.UTF8.GetBytes(string.Concat(Messages.Select(message => message + '\u001e')));
        for (var frameCut = 0; frameCut <= stream.Length; frameCut++)
        {
            // Two frames that split the stream anywhere, each read in pieces of a size of its own.
            byte[] wire =
            [
                .. WebSocketFrameTests.ServerFrame(WebSocketFrame.Text, stream[..frameCut], isFinal: false),
                .. WebSocketFrameTests.ServerFrame(WebSocketFrame.Continuation, stream[frameCut..]),
            ];

            Assert.Equal(Messages, Read(wire, pieceBytes: 1 + (frameCut % 61)));
        }
    }

    [Fact]
    public void SeveralMessages_InOneFrame_ComeOneByOne()
    {
        var payload = Encoding.UTF8.GetBytes(string.Concat(Messages.Select(message => message + '\u001e')));

        Assert.Equal(Messages, Read(WebSocketFrameTests.ServerFrame(WebSocketFrame.Text, payload), pieceBytes: 10_000));
    }

    [Fact]
    public void TryTake_OfAMessageWithoutEnd_ThrowsAtTheLimit()
    {
        var splitter = new HubMessageSplitter();

        Assert.Throws<InvalidDataException>(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                ReadOnlySpan<byte> payload = new byte[64 * 1024];
                splitter.TryTake(ref payload, out _);
            }
        });
    }

    [Fact]
    public void ByteWindow_OfAMessageWithoutEnd_ThrowsAtTheLimit()
    {
        var window = new ByteWindow(16, 64);
        while (window.Unread.Length < 64)
            window.Filled(window.Free().Length);

        Assert.Throws<InvalidDataException>(() => window.Free());
    }

    [Fact]
    public void ByteWindow_AfterConsuming_KeepsWhatIsUnread()
    {
        var window = new ByteWindow(4, 8);
        "abcd"u8.CopyTo(window.Free());
        window.Filled(4);
        window.Consume(2);
        "ef"u8.CopyTo(window.Free());
        window.Filled(2);

        Assert.Equal("cdef"u8, window.Unread);
    }

    private static List<string> Read(byte[] wire, int pieceBytes)
    {
        var window = new ByteWindow(8, 1024 * 1024);
        var splitter = new HubMessageSplitter();
        var messages = new List<string>();
        for (var at = 0; at < wire.Length;)
        {
            var free = window.Free();
            var count = Math.Min(Math.Min(pieceBytes, free.Length), wire.Length - at);
            wire.AsSpan(at, count).CopyTo(free);
            window.Filled(count);
            at += count;
            while (WebSocketFrame.TryRead(window.Unread, out var frame, out var length))
            {
                var payload = frame.Payload;
                while (splitter.TryTake(ref payload, out var message))
                    messages.Add(Encoding.UTF8.GetString(message));
                window.Consume(length);
            }
        }

        return messages;
    }
}
