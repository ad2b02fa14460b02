using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Dispatch.Client;

namespace Dispatch.LoadTests.Server;

/// <summary>The server that is measured: one that runs already, or one started here with a store of its own.</summary>
public sealed class ServerUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly Process? _process;
    private readonly DirectoryInfo? _data;
    private bool _isStopped;

    private ServerUnderTest(
        IReadOnlyList<Uri> nodes, string operatorToken, IReadOnlyList<int> processIds, Process? process, DirectoryInfo? data)
    {
        Nodes = nodes;
        OperatorToken = operatorToken;
        ProcessIds = processIds;
        _process = process;
        _data = data;
    }

    /// <summary>Where its processes with an API listen, at least one: each takes its share of the load.</summary>
    public IReadOnlyList<Uri> Nodes { get; }

    /// <summary>The first node's, for what is asked once.</summary>
    public Uri Address => Nodes[0];

    public string OperatorToken { get; }

    /// <summary>None for a server elsewhere: its CPU and memory cannot be read.</summary>
    public IReadOnlyList<int> ProcessIds { get; }

    /// <summary>The first process of a store that is a server of its own; null when there is none, or it is not known.</summary>
    public int? StoreProcessId { get; init; }

    /// <summary>Its store, as <c>Dispatch__Store</c>; null when it is not ours to open.</summary>
    public string? Store { get; private init; }

    /// <summary>A server that runs already, and goes on.</summary>
    /// <param name="nodes">At least one.</param>
    /// <param name="operatorToken">Of the server.</param>
    /// <param name="processIds">All of its processes; none when it is elsewhere.</param>
    /// <param name="store">As <c>Dispatch__Store</c>; null when it is not ours to open.</param>
    /// <param name="storeProcessId">The first process of a store that is a server of its own; null when it is not known.</param>
    public static ServerUnderTest At(
        IReadOnlyList<Uri> nodes, string operatorToken, IReadOnlyList<int> processIds, string? store, int? storeProcessId) =>
        new(nodes, operatorToken, processIds, null, null) { Store = store, StoreProcessId = storeProcessId };

    /// <summary>Starts the release build on a free port of 127.0.0.1, and waits until it is ready.</summary>
    /// <param name="assembly">Path of the server's dll.</param>
    /// <param name="store">As <c>Dispatch__Store</c>; null for an empty SQLite file in a temporary folder.</param>
    /// <param name="storeProcessId">The first process of a store that is a server of its own.</param>
    /// <param name="size">What it takes.</param>
    /// <param name="time">Drives the wait.</param>
    /// <param name="cancel">Stops waiting, and the server.</param>
    /// <exception cref="InvalidOperationException">It ended or was not ready in time; its output is on our standard error.</exception>
    public static async Task<ServerUnderTest> Start(
        string assembly, string? store, int? storeProcessId, ServerSize size, TimeProvider time, CancellationToken cancel)
    {
        var data = Directory.CreateTempSubdirectory("dispatch-load-");
        store ??= $"sqlite:{Path.Combine(data.FullName, "dispatch.db")}";
        var port = FreePort();
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var start = new ProcessStartInfo("dotnet", [assembly, "--port", port.ToString()])
        {
            WorkingDirectory = data.FullName,
            RedirectStandardOutput = true,
            Environment =
            {
                ["Dispatch__Store"] = store,
                ["Dispatch__MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
                ["Dispatch__OperatorToken"] = token,
                ["Dispatch__Limits__OpenConnections"] = size.Connections.ToString(CultureInfo.InvariantCulture),
                ["Dispatch__Limits__OpenSockets"] = size.Sockets.ToString(CultureInfo.InvariantCulture),
                ["DOTNET_ENVIRONMENT"] = "Production",
            },
        };

        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");

        // Read it away, or a full pipe stops the server.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var server = new ServerUnderTest([new Uri($"http://127.0.0.1:{port}")], token, [process.Id], process, data)
        {
            Store = store,
            StoreProcessId = storeProcessId,
        };
        try
        {
            await server.WaitUntilReady(time, cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks a server that was started here to drain and end; kills it when it does not. Its store stays.</summary>
    public async Task Stop()
    {
        if (_process is null || _isStopped)
            return;

        _isStopped = true;
        if (_process.HasExited)
            return;

        ProcessSignal.Terminate(_process.Id);
        try
        {
            await _process.WaitForExitAsync().WaitAsync(StopLimit);
        }
        catch (TimeoutException)
        {
            await Console.Error.WriteLineAsync($"The server did not end within {StopLimit} of SIGTERM; it is killed.");
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    /// <summary>Stops the server and deletes what it had in a temporary folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await Stop();
        _process?.Dispose();
        _data?.Delete(recursive: true);
    }

    private async Task WaitUntilReady(TimeProvider time, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = Address };
        var api = new DispatchApi(http);
        var since = time.GetTimestamp();
        while (time.GetElapsedTime(since) < ReadyLimit)
        {
            if (_process!.HasExited)
                throw new InvalidOperationException($"The server ended with {_process.ExitCode} before it was ready.");

            try
            {
                if ((await api.GetReady(cancel)).IsSuccess)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(ReadyPoll, time, cancel);
        }

        throw new InvalidOperationException($"The server was not ready within {ReadyLimit}.");
    }

    // Another process could take the port before the server does; then the server ends, and the run with it.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
