using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;
using Dispatch.Client.Traffic;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Crashes;

/// <summary>
/// A provider who takes every offer and serves it at once, comes back after every lost connection, and asks again as
/// long as the server says that it cannot now.
/// </summary>
/// <param name="server">Where the server is, once it listens.</param>
internal sealed class Desk(Func<Task<ServerAddress>> server, string accessToken)
{
    private static readonly DateOnly Today = new(2026, 1, 2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly string[] NotNow = ["urn:dispatch:problem:store-unavailable", "urn:dispatch:problem:overloaded"];

    /// <summary>Ends when told to stop, with what was begun.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Sit(stop);
                await Task.Delay(Pause, TimeProvider.System, stop);
            }
            catch (Exception fault) when (fault is HubConnectionException or OperationCanceledException)
            {
                // The server was killed, or is not back yet. What was left in the middle comes with the next snapshot.
            }
        }
    }

    private async Task Sit(CancellationToken stop)
    {
        var address = (await server().WaitAsync(stop)).Address;
        var work = new List<Task>();
        var opened = new TaskCompletionSource<ProviderConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
        var events = new ProviderEvents
        {
            Offer = offer => Add(Take(opened.Task, offer)),
            Snapshot = snapshot =>
            {
                foreach (var consult in snapshot.Consults)
                {
                    Add(Serve(opened.Task, consult.ConsultId!, consult.Services!));
                }

                foreach (var offer in snapshot.Offers)
                {
                    Add(Take(opened.Task, offer));
                }
            },
        };
        await using var connection = await ProviderConnection.Connect(
            address, accessToken, events, TimeProvider.System, cancel: stop);
        opened.SetResult(connection);
        try
        {
            await Insist(() => connection.Resume(0));
            await Insist(() => connection.GoOnDuty());
            await Task.WhenAny(connection.Closed, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        }
        finally
        {
            await Task.WhenAll(Begun());
            connection.Abort();
        }

        void Add(Task task)
        {
            lock (work)
            {
                work.Add(task);
            }
        }

        Task[] Begun()
        {
            lock (work)
            {
                return [.. work];
            }
        }
    }

    private static async Task Take(Task<ProviderConnection> opened, OfferMade offer)
    {
        try
        {
            var connection = await opened;
            if (await Insist(() => connection.AcceptOffer(offer.OfferId)) is { Value.IsAssigned: true })
            {
                await Serve(opened, offer.ConsultId, offer.Services);
            }
        }
        catch (HubConnectionException)
        {
            // The server was killed: whether it took effect shows when it is back.
        }
    }

    private static async Task Serve(Task<ProviderConnection> opened, string consult, IReadOnlyList<string> services)
    {
        try
        {
            var connection = await opened;
            await Insist(() => connection.StartConsult(consult));
            await Insist(() => connection.CompleteConsult(consult, OrderBuilder.Approve(services, Today)));
        }
        catch (HubConnectionException)
        {
            // As above.
        }
    }

    private static async Task<HubReply<T>> Insist<T>(Func<Task<HubReply<T>>> call)
    {
        while (true)
        {
            var reply = await call();
            if (!reply.IsRefused || !NotNow.Contains(reply.Refusal!.Type))
            {
                return reply;
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
