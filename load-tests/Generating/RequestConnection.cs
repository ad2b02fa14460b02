using System.Text;
using Dispatch.LoadTests.Wire;

namespace Dispatch.LoadTests.Generating;

/// <summary>One keep-alive connection of a clinic's back end: one request at a time.</summary>
internal sealed class RequestConnection : ISocketHandler
{
    private const int FirstBytes = 2 * 1024;
    private const int MostBytes = 256 * 1024;

    private readonly RequestPool _pool;
    private readonly ByteWindow _window = new(FirstBytes, MostBytes);
    private readonly LoopSocket _socket;

    public RequestConnection(RequestPool pool)
    {
        _pool = pool;
        _socket = LoopSocket.Connect(pool.Loop, pool.Server, this);
    }

    /// <summary>The arrival whose answer is awaited; negative when there is none.</summary>
    public int Arrival { get; private set; } = -1;

    public long SentAt { get; private set; }

    /// <returns>False when the connection is broken.</returns>
    public bool Send(ReadOnlySpan<byte> request, int arrival, long now)
    {
        Arrival = arrival;
        SentAt = now;
        return _socket.Send(request);
    }

    public bool IsConnecting { get; private set; } = true;

    public void Connected()
    {
        IsConnecting = false;
        _pool.Opened(this);
    }

    public void Failed() => _pool.Broken(this);

    public void Readable()
    {
        try
        {
            var count = _socket.Receive(_window.Free());
            if (count < 0)
                return;
            if (count == 0)
            {
                Break();
                return;
            }

            _window.Filled(count);
            while (HttpAnswer.TryRead(_window.Unread, _pool.Assembly, out var answer, out var length))
            {
                Take(answer);
                _window.Consume(length);
                if (answer.Closes)
                {
                    Break();
                    return;
                }

                _pool.Idle(this);
            }
        }
        catch (InvalidDataException)
        {
            Break();
        }
    }

    public void Close() => _socket.Close();

    private void Take(in HttpAnswer answer)
    {
        if (Arrival < 0)
            throw new InvalidDataException("An answer came without a request.");

        var now = _pool.Now();
        if (answer.Status == 201 && IdKey.TryParse(JsonBytes.Text(answer.Body, "\"id\":\""u8), out var key))
            _pool.Book.Created201(Arrival, key, now);
        else
            _pool.Book.RefusedWith(Arrival, answer.Status, Why(answer), now);
        Arrival = -1;
    }

    private static string Why(in HttpAnswer answer)
    {
        var type = Encoding.UTF8.GetString(JsonBytes.Text(answer.Body, "\"type\":\""u8));
        return answer.Status is 429 or 503 && HttpAnswer.Header(answer.Headers, "\r\nretry-after: "u8).IsEmpty
            ? $"{type} without Retry-After"
            : type;
    }

    private void Break()
    {
        _socket.Close();
        _pool.Broken(this);
    }
}
