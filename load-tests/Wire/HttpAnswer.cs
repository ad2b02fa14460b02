using System.Buffers.Text;

namespace Dispatch.LoadTests.Wire;

/// <summary>An answer of HTTP/1.1 as the generator needs it: status, body, whether the connection stays.</summary>
internal readonly ref struct HttpAnswer
{
    public int Status { get; private init; }

    public ReadOnlySpan<byte> Headers { get; private init; }

    public ReadOnlySpan<byte> Body { get; private init; }

    /// <summary>The server will close the connection after this answer.</summary>
    public bool Closes { get; private init; }

    /// <summary>Reads the first answer.</summary>
    /// <param name="data">Received so far.</param>
    /// <param name="assembly">Where a body of several chunks is put together; long enough for it.</param>
    /// <param name="answer">Points into <paramref name="data"/> or <paramref name="assembly"/>.</param>
    /// <param name="length">Bytes of the whole answer.</param>
    /// <returns>False when it is not complete yet.</returns>
    /// <exception cref="InvalidDataException">It is no answer of HTTP/1.1, or one without a length.</exception>
    public static bool TryRead(ReadOnlySpan<byte> data, byte[] assembly, out HttpAnswer answer, out int length)
    {
        answer = default;
        length = 0;
        var headEnd = data.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return false;

        var head = data[..(headEnd + 2)];
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head.Slice(9, 3), out int status, out _))
            throw new InvalidDataException("Expected an answer of HTTP/1.1.");

        var rest = data[(headEnd + 4)..];
        ReadOnlySpan<byte> body;
        int bodyLength;
        if (Utf8Parser.TryParse(Header(head, "\r\ncontent-length: "u8), out int declared, out _))
        {
            if (rest.Length < declared)
                return false;
            body = rest[..declared];
            bodyLength = declared;
        }
        else if (Header(head, "\r\ntransfer-encoding: "u8).StartsWith("chunked"u8))
        {
            if (!TryReadChunks(rest, assembly, out body, out bodyLength))
                return false;
        }
        else if (status is 101 or 204 or 304)
        {
            body = default;
            bodyLength = 0;
        }
        else
        {
            throw new InvalidDataException($"Expected a length in the answer {status}.");
        }

        var closes = Header(head, "\r\nconnection: "u8).StartsWith("close"u8);
        answer = new HttpAnswer { Status = status, Headers = head, Body = body, Closes = closes };
        length = headEnd + 4 + bodyLength;
        return true;
    }

    /// <param name="head">With the line break before each header.</param>
    /// <param name="name">In lower case, with the line break before and colon and blank after it.</param>
    /// <returns>The value up to the line's end; empty when it is not there.</returns>
    public static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        for (var at = 0; at + name.Length <= head.Length;)
        {
            var line = head[at..].IndexOf((byte)'\r');
            if (line < 0 || at + line + name.Length > head.Length)
                return default;
            at += line;
            if (EqualsInLowerCase(head.Slice(at, name.Length), name))
            {
                var value = head[(at + name.Length)..];
                var end = value.IndexOf((byte)'\r');
                return end < 0 ? value : value[..end];
            }

            at++;
        }

        return default;
    }

    private static bool EqualsInLowerCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower)
    {
        for (var i = 0; i < lower.Length; i++)
        {
            var one = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
            if (one != lower[i])
                return false;
        }

        return true;
    }

    private static bool TryReadChunks(ReadOnlySpan<byte> data, byte[] assembly, out ReadOnlySpan<byte> body, out int length)
    {
        body = default;
        length = 0;
        var (at, assembled) = (0, 0);
        while (true)
        {
            var lineEnd = data[at..].IndexOf("\r\n"u8);
            if (lineEnd < 0)
                return false;
            if (!Utf8Parser.TryParse(data.Slice(at, lineEnd), out int size, out _, 'x') || size < 0)
                throw new InvalidDataException("Expected the size of a chunk.");
            at += lineEnd + 2;
            if (data.Length - at < (long)size + 2)
                return false;
            var chunk = data.Slice(at, size);
            at += size + 2;
            if (size == 0)
            {
                length = at;
                return true;
            }

            // One chunk is the rule, and needs no copy.
            if (assembled == 0)
            {
                body = chunk;
                assembled = size;
                continue;
            }

            if (assembled + size > assembly.Length)
                throw new InvalidDataException($"Expected a body of at most {assembly.Length} bytes.");
            if (!body.Overlaps(assembly))
                body.CopyTo(assembly);
            chunk.CopyTo(assembly.AsSpan(assembled));
            assembled += size;
            body = assembly.AsSpan(0, assembled);
        }
    }
}
