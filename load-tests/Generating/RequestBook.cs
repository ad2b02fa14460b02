using System.Buffers.Text;
using System.Text;

namespace Dispatch.LoadTests.Generating;

/// <summary>
/// The requests of a run, written once: a head per clinic, a body per patient. Only the idempotency key differs from
/// request to request.
/// </summary>
internal sealed class RequestBook
{
    private readonly byte[][] _heads;
    private readonly byte[][] _tails;

    /// <param name="nodes">Whom they go to: one clinic's to one of them, in turn.</param>
    /// <param name="apiKeys">One per clinic.</param>
    /// <param name="run">Goes into the idempotency keys, so that a store can be used by several runs.</param>
    /// <param name="bodies">JSON of requests; used in turn, by the arrivals' numbers.</param>
    public RequestBook(IReadOnlyList<Uri> nodes, IEnumerable<string> apiKeys, string run, IEnumerable<byte[]> bodies)
    {
        _heads = [.. apiKeys.Select((key, clinic) => Encoding.ASCII.GetBytes(
            $"POST /v1/consults HTTP/1.1\r\nHost: {nodes[clinic % nodes.Count].Authority}\r\nAuthorization: Bearer {key}\r\n"
            + $"Content-Type: application/json\r\nIdempotency-Key: load-{run}-"))];
        _tails = [.. bodies.Select(body => (byte[])
        [
            .. Encoding.ASCII.GetBytes($"\r\nContent-Length: {body.Length}\r\n\r\n"),
            .. body,
        ])];
    }

    /// <summary>Writes the next request of a clinic.</summary>
    /// <param name="into">Long enough for it.</param>
    /// <param name="clinic">Index of the clinic.</param>
    /// <param name="number">Of the arrival; makes the idempotency key.</param>
    /// <returns>Bytes written.</returns>
    public int Write(Span<byte> into, int clinic, int number)
    {
        var head = _heads[clinic];
        var tail = _tails[number % _tails.Length];
        head.CopyTo(into);
        Utf8Formatter.TryFormat(number, into[head.Length..], out var digits);
        tail.CopyTo(into[(head.Length + digits)..]);
        return head.Length + digits + tail.Length;
    }
}
