using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Dispatch.Api;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Benchmarks.Micro;

/// <summary>What SignalR adds to a call that is sent and answered through pipes: with generated JSON, as the product has it, and with reflection.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Its global clean-up disposes of what it holds.")]
public class HubDispatchBenchmark
{
    private static readonly byte[] Handshake = InMemorySocket.Message("""{"protocol":"json","version":1}""");
    private static readonly byte[] Accept = InMemorySocket.Message(
        """{"type":1,"invocationId":"1","target":"AcceptOffer","arguments":["off_01jd7000000000000000000000"]}""");

    private readonly InMemorySocket _echo = new();
    private readonly InMemorySocket _generated = new();
    private readonly InMemorySocket _reflected = new();
    private readonly List<ServiceProvider> _services = [];
    private readonly List<Task> _serving = [];

    // The benchmark would begin before an asynchronous setup has ended.
    [GlobalSetup]
    public void Connect()
    {
        _serving.Add(_echo.Echo());
        Task.WaitAll(Serve(_generated, isGenerated: true), Serve(_reflected, isGenerated: false));
    }

    [GlobalCleanup]
    public void Disconnect() => DisconnectAll().Wait();

    [Benchmark(Baseline = true)]
    public Task Echo() => _echo.Call(Accept);

    [Benchmark]
    public Task Hub() => _generated.Call(Accept);

    [Benchmark]
    public Task HubWithReflection() => _reflected.Call(Accept);

    private Task Serve(InMemorySocket socket, bool isGenerated)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSignalR().AddJsonProtocol(json =>
        {
            if (isGenerated)
            {
                json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            }
        });
        var services = collection.BuildServiceProvider();
        _services.Add(services);
        var connection = new DefaultConnectionContext(Guid.NewGuid().ToString("N"), socket.Server, socket.Client);
        _serving.Add(services.GetRequiredService<HubConnectionHandler<AcceptingHub>>().OnConnectedAsync(connection));
        return socket.Call(Handshake);
    }

    private async Task DisconnectAll()
    {
        foreach (var socket in (InMemorySocket[])[_echo, _generated, _reflected])
        {
            await socket.Client.Output.CompleteAsync();
        }

        await Task.WhenAll(_serving);
        foreach (var services in _services)
        {
            await services.DisposeAsync();
        }
    }
}
