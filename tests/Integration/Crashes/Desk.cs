using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;
using Dispatch.Client.Traffic;

namespace Dispatch.Tests.Integration.Crashes;

/// <summary>A provider who takes every offer and serves it at once, on one connection, until it is lost or told to stop.</summary>
internal sealed class Desk(Uri server, string accessToken)
{
    private static readonly DateOnly Today = new(2026, 1, 2);

    private ProviderConnection? _connection;

    /// <summary>Ends with the connection. What was left in the middle comes with the next connection's snapshot.</summary>
    public async Task Run(CancellationToken stop)
    {
        var work = new List<Task>();
        try
        {
            await using var connection = await ProviderConnection.Connect(
                server,
                accessToken,
                new ProviderEvents
                {
                    Offer = offer => Add(Take(offer)),
                    Snapshot = snapshot =>
                    {
                        foreach (var consult in snapshot.Consults)
                        {
                            Add(Serve(consult.ConsultId!, consult.Services!));
                        }

                        foreach (var offer in snapshot.Offers)
                        {
                            Add(Take(offer));
                        }
                    },
                },
                TimeProvider.System,
                cancel: CancellationToken.None);
            _connection = connection;
            await connection.Resume(0, CancellationToken.None);
            await connection.GoOnDuty(cancel: CancellationToken.None);
            await Task.WhenAny(connection.Closed, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        }
        catch (HubConnectionException)
        {
            // The server was killed.
        }

        Task[] begun;
        lock (work)
        {
            begun = [.. work];
        }

        await Task.WhenAll(begun);

        void Add(Task task)
        {
            lock (work)
            {
                work.Add(task);
            }
        }
    }

    private async Task Take(OfferMade offer)
    {
        try
        {
            var answer = await _connection!.AcceptOffer(offer.OfferId);
            if (answer.Value is { IsAssigned: true })
            {
                await Serve(offer.ConsultId, offer.Services);
            }
        }
        catch (HubConnectionException)
        {
            // The server was killed: whether it took effect shows when it is back.
        }
    }

    private async Task Serve(string consult, IReadOnlyList<string> services)
    {
        try
        {
            await _connection!.StartConsult(consult);
            await _connection.CompleteConsult(consult, OrderBuilder.Approve(services, Today));
        }
        catch (HubConnectionException)
        {
            // As above.
        }
    }
}
