using System.Collections.Concurrent;
using System.Text.Json;
using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;
using Dispatch.Client.Traffic;
using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Fleet;

/// <summary>All providers of a run, one WebSocket each.</summary>
public sealed class ProviderFleet : IAsyncDisposable
{
    private const int ConnectingAtOnce = 32;

    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private readonly CancellationTokenSource _stop = new();
    private readonly List<LoadProvider> _providers;
    private readonly ConcurrentDictionary<string, byte[]> _approvals = [];
    private readonly DateOnly _today;

    public ProviderFleet(
        Uri server, IReadOnlyList<string> accessTokens, ConsultLedger ledger, DateOnly today, TimeProvider time)
    {
        _today = today;

        // A continuation in the receive loop never blocks here, and saves a thread hand-over for each answer.
        var options = new HubConnectionOptions { Invoker = _invoker, ContinueInReceiveLoop = true };
        _providers = [.. accessTokens.Select(token => new LoadProvider(server, token, Approval, ledger, options, time))];
    }

    /// <summary>Connections that ended without our asking.</summary>
    public int ConnectionsLost => _providers.Sum(provider => provider.ConnectionsLost);

    /// <summary>Returns once every provider is connected and on duty.</summary>
    /// <exception cref="HubConnectionException">One was refused: a run with fewer would measure something else.</exception>
    public async Task GoOnDuty(CancellationToken cancel)
    {
        await Parallel.ForEachAsync(
            _providers,
            new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce, CancellationToken = cancel },
            async (provider, connecting) => await provider.Connect(connecting));
        foreach (var provider in _providers)
            provider.StayConnected(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_providers.Select(provider => provider.DisposeAsync().AsTask()));
        _invoker.Dispose();
        _stop.Dispose();
    }

    // Serialised once per combination of services: the generator must not cost what it measures.
    private byte[] Approval(IReadOnlyList<string> services) =>
        _approvals.GetOrAdd(
            string.Join(',', services),
            static (_, arguments) => JsonSerializer.SerializeToUtf8Bytes(
                OrderBuilder.Approve(arguments.services, arguments.today), ContractJson.Default.Completion),
            (services, today: _today));
}
