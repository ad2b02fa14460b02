using System.Net;
using System.Net.Sockets;
using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Wire;

namespace Dispatch.LoadTests.Generating;

/// <summary>
/// One clinic's back end: sends its requests over as few connections as are needed at once. At the limit, requests queue
/// here, and their latency counts on.
/// </summary>
internal sealed class RequestPool(
    EventLoop loop, EndPoint server, int clinic, RequestBook requests, ConsultBook book, int mostConnections, TimeProvider time)
{
    /// <summary>After this long without an answer, the connection is given up.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(10);

    private readonly HashSet<RequestConnection> _all = [];
    private readonly Stack<RequestConnection> _idle = [];
    private readonly Queue<int> _waiting = [];
    private int _connecting;
    private int _open;

    public EventLoop Loop => loop;

    public EndPoint Server => server;

    public ConsultBook Book => book;

    /// <summary>For answers that come in several chunks.</summary>
    public byte[] Assembly => loop.Assembly;

    /// <summary>Connections that stand; may be read by another thread.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

    public long Now() => time.GetTimestamp();

    /// <summary>Opens connections ahead, so that a burst is not one of connecting.</summary>
    public void Open(int count)
    {
        while (_all.Count < Math.Min(count, mostConnections))
            Connect();
    }

    /// <summary>Sends the clinic's next request, or queues it.</summary>
    public void Send(long scheduledAt)
    {
        var arrival = book.Sent((short)clinic, scheduledAt, Now());
        if (_waiting.Count == 0 && _idle.TryPop(out var connection))
        {
            Send(connection, arrival);
            return;
        }

        _waiting.Enqueue(arrival);
        if (_connecting < _waiting.Count && _all.Count < mostConnections)
            Connect();
    }

    /// <summary>Gives up connections whose answer does not come, and connects again after a loss.</summary>
    public void Tick()
    {
        foreach (var late in _all.Where(c => c.Arrival >= 0 && time.GetElapsedTime(c.SentAt) > AnswerLimit).ToList())
        {
            late.Close();
            Broken(late);
        }

        if (_connecting < _waiting.Count && _all.Count < mostConnections)
            Connect();
    }

    internal void Opened(RequestConnection connection)
    {
        _connecting--;
        _open++;
        Idle(connection);
    }

    internal void Idle(RequestConnection connection)
    {
        if (_waiting.TryDequeue(out var next))
            Send(connection, next);
        else
            _idle.Push(connection);
    }

    internal void Broken(RequestConnection connection)
    {
        if (!_all.Remove(connection))
            return;
        if (connection.IsConnecting)
            _connecting--;
        else
            _open--;
        if (connection.Arrival >= 0)
            book.LostAnswer();

        // Rare: rebuilding the stack costs less than asking each connection whether it still stands.
        var idle = _idle.Where(other => other != connection).Reverse().ToList();
        _idle.Clear();
        idle.ForEach(_idle.Push);
    }

    private void Send(RequestConnection connection, int arrival)
    {
        var now = Now();
        book.Arrivals[arrival].SentAt = now;
        var length = requests.Write(loop.Scratch, clinic, arrival);
        if (!connection.Send(loop.Scratch.AsSpan(0, length), arrival, now))
            Broken(connection);
    }

    private void Connect()
    {
        try
        {
            _all.Add(new RequestConnection(this));
            _connecting++;
        }
        catch (SocketException)
        {
            // No handles are left: the request waits for a connection that stands.
        }
    }
}
