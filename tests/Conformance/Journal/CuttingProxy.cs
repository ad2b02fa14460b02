using System.Net.Sockets;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>A way to a PostgreSQL server, over Unix sockets, that breaks when a test says.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private const string SocketName = ".s.PGSQL.5432";

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint _server;
    private readonly Task _accepting;
    private volatile Cut _next;
    private volatile int _refusals;

    internal enum Cut
    {
        None,

        /// <summary>The next request does not reach the server.</summary>
        BeforeRequest,

        /// <summary>The server carries the next request out, and its answer does not arrive.</summary>
        BeforeAnswer,
    }

    /// <param name="serverFolder">Where the server's socket is.</param>
    public CuttingProxy(string serverFolder)
    {
        _server = new UnixDomainSocketEndPoint(Path.Combine(serverFolder, SocketName));
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(Folder, SocketName)));
        _listener.Listen();
        _accepting = Accept();
    }

    /// <summary>For the connection string: where this socket is.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("dispatch-proxy-").FullName;

    /// <summary>Done once: connections made afterwards work.</summary>
    public void CutNext(Cut cut) => _next = cut;

    /// <summary>How many connections end before the server hears of them; those made afterwards work.</summary>
    public void RefuseNext(int connections) => _refusals = connections;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        Directory.Delete(Folder, recursive: true);
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync();
                if (_refusals > 0)
                {
                    _refusals--;
                    client.Dispose();
                    continue;
                }

                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(_server);
                _ = Connection.Pump(this, client, server);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Closed.
        }
    }

    private sealed class Connection(CuttingProxy proxy, Socket client, Socket server)
    {
        private volatile bool _dropsAnswer;

        public static Task Pump(CuttingProxy proxy, Socket client, Socket server)
        {
            var connection = new Connection(proxy, client, server);
            return Task.WhenAll(
                connection.Pump(client, server, connection.MayRequest), connection.Pump(server, client, connection.MayAnswer));
        }

        private bool MayRequest()
        {
            switch (proxy._next)
            {
                case Cut.BeforeRequest:
                    proxy._next = Cut.None;
                    return false;
                case Cut.BeforeAnswer:
                    proxy._next = Cut.None;
                    _dropsAnswer = true;
                    return true;
                default:
                    return true;
            }
        }

        private bool MayAnswer() => !_dropsAnswer;

        private async Task Pump(Socket from, Socket to, Func<bool> may)
        {
            var buffer = new byte[64 * 1024];
            try
            {
                while (await from.ReceiveAsync(buffer) is > 0 and var count && may())
                {
                    await to.SendAsync(buffer.AsMemory(0, count));
                }
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                // The other direction ended.
            }

            client.Dispose();
            server.Dispose();
        }
    }
}
