using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Dispatch.Tests.Integration.Contract.Support;

/// <summary>
/// Takes what is sent to it over OTLP, HTTP and protobuf. Not a server of the product's kind: that would have spans of its own.
/// </summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _bodies = new();
    private readonly HttpListener _listener = new();
    private readonly Task _taking;

    public OtlpCollector()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _taking = Take();
    }

    public Uri Address { get; }

    public IReadOnlyList<(string Path, byte[] Body)> Bodies => [.. _bodies];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _taking;
        _listener.Close();
    }

    private async Task Take()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _bodies.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
