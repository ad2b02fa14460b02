using System.Text;
using Dispatch.LoadTests.Wire;

namespace Dispatch.Tests.Unit.LoadTests.Wire;

public class HttpAnswerTests
{
    private const string WithLength =
        "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nDate: x\r\ncontent-length: 14\r\nLocation: /v1/x\r\n\r\n{\"id\":\"cns_1\"}";

    private const string InChunks =
        "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        + "4\r\nWiki\r\nA\r\npedia in c\r\n6\r\nhunks.\r\n0\r\n\r\n";

    private readonly byte[] _assembly = new byte[256];

    [Theory]
    [InlineData(WithLength)]
    [InlineData(InChunks)]
    public void TryRead_CutAnywhere_IsIncompleteUntilTheLastByte(string text)
    {
        var data = Encoding.ASCII.GetBytes(text);
        for (var cut = 0; cut < data.Length; cut++)
            Assert.False(HttpAnswer.TryRead(data.AsSpan(0, cut), _assembly, out _, out _), $"cut at {cut}");

        Assert.True(HttpAnswer.TryRead([.. data, .. "HTTP"u8], _assembly, out _, out var length));
        Assert.Equal(data.Length, length);
    }

    [Fact]
    public void TryRead_WithALength()
    {
        Assert.True(HttpAnswer.TryRead(Encoding.ASCII.GetBytes(WithLength), _assembly, out var answer, out _));

        Assert.Equal(201, answer.Status);
        Assert.Equal("{\"id\":\"cns_1\"}"u8, answer.Body);
        Assert.Equal("/v1/x"u8, HttpAnswer.Header(answer.Headers, "\r\nlocation: "u8));
        Assert.False(answer.Closes);
    }

    [Fact]
    public void TryRead_InChunks_PutsThemTogether()
    {
        Assert.True(HttpAnswer.TryRead(Encoding.ASCII.GetBytes(InChunks), _assembly, out var answer, out _));

        Assert.Equal(429, answer.Status);
        Assert.Equal("Wikipedia in chunks."u8, answer.Body);
        Assert.Equal("3"u8, HttpAnswer.Header(answer.Headers, "\r\nretry-after: "u8));
        Assert.True(answer.Closes);
    }

    [Fact]
    public void TryRead_OfAnUpgrade_HasNoBody()
    {
        Assert.True(HttpAnswer.TryRead("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"u8, _assembly, out var answer, out _));

        Assert.Equal(101, answer.Status);
        Assert.True(answer.Body.IsEmpty);
    }

    [Theory]
    [InlineData("SMTP ready\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n")]
    public void TryRead_OfWhatIsNoAnswer_Throws(string text) =>
        Assert.Throws<InvalidDataException>(() => HttpAnswer.TryRead(Encoding.ASCII.GetBytes(text), _assembly, out _, out _));

    [Fact]
    public void TryRead_OfMoreThanTheAssemblyHolds_Throws() =>
        Assert.Throws<InvalidDataException>(() => HttpAnswer.TryRead(Encoding.ASCII.GetBytes(InChunks), new byte[8], out _, out _));
}
