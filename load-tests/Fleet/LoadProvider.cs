using System.Text.Json;
using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;
using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Fleet;

/// <summary>A provider without think and handle time: accepts, starts and completes at once.</summary>
internal sealed class LoadProvider : IAsyncDisposable
{
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(250);

    private readonly Uri _server;
    private readonly string _accessToken;
    private readonly Func<IReadOnlyList<string>, byte[]> _approval;
    private readonly ConsultLedger _ledger;
    private readonly HubConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ProviderEvents _events;
    private ProviderConnection? _connection;
    private Task _stay = Task.CompletedTask;
    private long _lastSeq;

    public LoadProvider(
        Uri server,
        string accessToken,
        Func<IReadOnlyList<string>, byte[]> approval,
        ConsultLedger ledger,
        HubConnectionOptions options,
        TimeProvider time)
    {
        _server = server;
        _accessToken = accessToken;
        _approval = approval;
        _ledger = ledger;
        _options = options;
        _time = time;
        _events = new ProviderEvents
        {
            Offer = offer => _ = Take(offer, time.GetTimestamp()),
            Snapshot = TakeUp,
        };
    }

    public int ConnectionsLost { get; private set; }

    /// <exception cref="HubConnectionException">The server cannot be reached or refuses.</exception>
    public async Task Connect(CancellationToken cancel)
    {
        var connection = await ProviderConnection.Connect(
            _server, _accessToken, _events, _time, _lastSeq, _options, cancel);
        Volatile.Write(ref _connection, connection);
        if (_lastSeq > 0)
            Check(await connection.Resume(_lastSeq, cancel));
        Check(await connection.GoOnDuty([Modality.Live], cancel));
    }

    /// <summary>Connects again after each loss, until cancelled.</summary>
    public void StayConnected(CancellationToken cancel) => _stay = Stay(cancel);

    public async ValueTask DisposeAsync()
    {
        await _stay.ContinueWith(static _ => { }, TaskScheduler.Default);
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private static void Check<T>(HubReply<T> reply)
    {
        if (reply.Refusal is { } refusal)
            throw new HubConnectionException($"{refusal.Type}: {refusal.Message}");
    }

    private async Task Stay(CancellationToken cancel)
    {
        while (true)
        {
            await _connection!.Closed.WaitAsync(cancel);
            ConnectionsLost++;
            _lastSeq = _connection.LastSeq;
            while (_connection.Closed.IsCompleted)
            {
                await Task.Delay(ReconnectDelay, _time, cancel);
                try
                {
                    await Connect(cancel);
                }
                catch (HubConnectionException)
                {
                    // The server is away: what that costs shows in the latencies, and in what is lost.
                }
            }
        }
    }

    private async Task Take(OfferMade offer, long offeredAt)
    {
        _ledger.Offered(offer.ConsultId, offeredAt);
        var connection = Volatile.Read(ref _connection)!;
        try
        {
            var accepted = await connection.AcceptOffer(offer.OfferId);
            if (accepted is not { Value.IsAssigned: true })
            {
                _ledger.Gone(accepted.Refusal?.Type ?? accepted.Value?.Reason);
                return;
            }

            _ledger.Assigned(offer.ConsultId, offeredAt, _time.GetTimestamp());
            await Serve(connection, offer.ConsultId, offer.Services, isStarted: false);
        }
        catch (Exception e) when (e is HubConnectionException or JsonException)
        {
            _ledger.CallFailed(e.GetType().Name);
        }
    }

    private async Task Serve(
        ProviderConnection connection, string consultId, IReadOnlyList<string> services, bool isStarted)
    {
        if (!isStarted && await connection.StartConsult(consultId) is { Refusal: { } notStarted })
        {
            _ledger.CallFailed($"StartConsult {notStarted.Type}");
            return;
        }

        if (await connection.CompleteConsult(consultId, _approval(services)) is { Refusal: { } notCompleted })
        {
            _ledger.CallFailed($"CompleteConsult {notCompleted.Type}");
            return;
        }

        _ledger.Completed(consultId, _time.GetTimestamp());
    }

    private void TakeUp(ProviderSnapshot snapshot)
    {
        foreach (var offer in snapshot.Offers)
            _ = Take(offer, _time.GetTimestamp());
        foreach (var consult in snapshot.Consults)
            _ = GoOn(consult);
    }

    private async Task GoOn(ProviderConsult consult)
    {
        if (consult is not { ConsultId: { } id, Services: { } services })
            return;
        try
        {
            await Serve(_connection!, id, services, consult.Status == ConsultStatus.InProgress);
        }
        catch (Exception e) when (e is HubConnectionException or JsonException)
        {
            _ledger.CallFailed(e.GetType().Name);
        }
    }
}
