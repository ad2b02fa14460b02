using System.Text.Json;
using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;

namespace Dispatch.Client.Traffic;

/// <summary>
/// One provider: goes on duty, answers offers after a while, sees patients, and comes back after every lost connection.
/// </summary>
internal sealed class SimulatedProvider(
    Uri server, string accessToken, Chance chance, TrafficRecord record, TrafficOptions options, TimeProvider time)
{
    private const int CallAttempts = 4;
    private const int FirstReconnectFraction = 16;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _serving = [];
    private TaskCompletionSource<ProviderConnection> _connection = NewConnection();
    private long _lastSeq;

    /// <summary>Ends when cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        var events = new ProviderEvents
        {
            Offer = offer => _ = Consider(offer, cancel),
            OfferRescinded = offer => record.OfferEnded(offer.OfferId),
            Snapshot = snapshot => TakeUp(snapshot, cancel),
        };

        var wait = options.ReconnectLongest / FirstReconnectFraction;
        while (true)
        {
            try
            {
                await using var connection = await ProviderConnection.Connect(
                    server, accessToken, events, time, _lastSeq, cancel: cancel);
                if (await Begin(connection, cancel))
                {
                    wait = options.ReconnectLongest / FirstReconnectFraction;
                    Announce(connection);
                    await connection.Closed.WaitAsync(cancel);
                    Forget(connection);
                }

                _lastSeq = connection.LastSeq;
            }
            catch (Exception e) when (e is HubConnectionException or TimeoutException or JsonException)
            {
                // Counted below like any other loss; the next round tries again.
            }

            record.Failed();
            await Task.Delay(chance.Between(wait / 2, wait), time, cancel);
            wait = wait * 2 < options.ReconnectLongest ? wait * 2 : options.ReconnectLongest;
        }
    }

    private static TaskCompletionSource<ProviderConnection> NewConnection() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Resume comes first, also on a first connection: what an earlier run left assigned arrives as a snapshot.
    private async Task<bool> Begin(ProviderConnection connection, CancellationToken cancel)
    {
        var resumed = await connection.Resume(_lastSeq, cancel).WaitAsync(options.CallTimeout, time, cancel);
        var onDuty = await connection.GoOnDuty(null, cancel).WaitAsync(options.CallTimeout, time, cancel);
        return !resumed.IsRefused && !onDuty.IsRefused;
    }

    private async Task Consider(OfferMade offer, CancellationToken cancel)
    {
        record.Offered(offer.ConsultId, offer.OfferId, offer.ExpiresAt);
        try
        {
            var mood = chance.Share();
            await Task.Delay(chance.Between(options.ThinkShortest, options.ThinkLongest), time, cancel);
            if (mood < options.AcceptShare)
                await Accept(offer, cancel);
            else if (mood < options.AcceptShare + options.DeclineShare)
                await Decline(offer, cancel);
        }
        catch (OperationCanceledException)
        {
            // The simulation ends.
        }
    }

    private async Task Accept(OfferMade offer, CancellationToken cancel)
    {
        var answer = await Call(connection => connection.AcceptOffer(offer.OfferId, cancel), cancel);
        record.OfferEnded(offer.OfferId);
        if (answer is not { Value.IsAssigned: true })
            return;

        record.Accepted(offer.ConsultId);
        await Serve(offer.ConsultId, offer.Services, isStarted: false, cancel);
    }

    private async Task Decline(OfferMade offer, CancellationToken cancel)
    {
        await Call(connection => connection.DeclineOffer(offer.OfferId, "finishing notes", cancel), cancel);
        record.OfferEnded(offer.OfferId);
    }

    private void TakeUp(ProviderSnapshot snapshot, CancellationToken cancel)
    {
        foreach (var consult in snapshot.Consults)
        {
            if (consult is not { ConsultId: { } id, Services: { } services })
                continue;
            _ = Serve(id, services, consult.Status == ConsultStatus.InProgress, cancel);
        }

        foreach (var offer in snapshot.Offers)
            _ = Consider(offer, cancel);
    }

    private async Task Serve(string consultId, IReadOnlyList<string> services, bool isStarted, CancellationToken cancel)
    {
        // A snapshot after a lost connection names consults that are being served already.
        lock (_gate)
        {
            if (!_serving.Add(consultId))
                return;
        }

        try
        {
            if (!isStarted && await Call(connection => connection.StartConsult(consultId, cancel), cancel) is not { IsRefused: false })
                return;
            await Task.Delay(chance.Between(options.HandleShortest, options.HandleLongest), time, cancel);
            var conclusion = Conclude(services);
            var reply = await Call(connection => connection.CompleteConsult(consultId, conclusion, cancel), cancel);
            if (reply is { IsRefused: false })
                record.Completed(consultId);
        }
        catch (OperationCanceledException)
        {
            // The simulation ends.
        }
        finally
        {
            lock (_gate)
            {
                _serving.Remove(consultId);
            }
        }
    }

    private Completion Conclude(IReadOnlyList<string> services)
    {
        var finding = chance.Share();
        if (finding < options.DenyShare)
            return OrderBuilder.Deny();
        return finding < options.DenyShare + options.ReferShare
            ? OrderBuilder.Refer()
            : OrderBuilder.Approve(services, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
    }

    /// <returns>Null when the connection was lost too often.</returns>
    private async Task<HubReply<T>?> Call<T>(
        Func<ProviderConnection, Task<HubReply<T>>> call, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= CallAttempts; attempt++)
        {
            var connection = await Current().WaitAsync(cancel);
            try
            {
                var reply = await call(connection).WaitAsync(options.CallTimeout, time, cancel);
                if (reply.IsRefused)
                    record.Failed();
                return reply;
            }
            catch (Exception e) when (e is HubConnectionException or TimeoutException)
            {
                // Whether it took effect is unknown; repeating is safe, on the next connection.
                connection.Abort();
                Forget(connection);
            }
            catch (JsonException)
            {
                // The server broke the contract; another try would bring the same.
                break;
            }
        }

        record.Failed();
        return null;
    }

    private Task<ProviderConnection> Current()
    {
        lock (_gate)
        {
            return _connection.Task;
        }
    }

    private void Announce(ProviderConnection connection)
    {
        lock (_gate)
        {
            _connection.TrySetResult(connection);
        }
    }

    // Whoever notices the loss first makes the others wait for the next connection.
    private void Forget(ProviderConnection connection)
    {
        lock (_gate)
        {
            if (_connection.Task is { IsCompletedSuccessfully: true } current && current.Result == connection)
                _connection = NewConnection();
        }
    }
}
