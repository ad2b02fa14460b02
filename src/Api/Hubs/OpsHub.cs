using Dispatch.Api.Operations;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Hubs;

/// <summary><c>/hubs/ops</c>: the operator watches the installation.</summary>
public sealed class OpsHub(
    OpsWatchers watchers,
    Overview overview,
    OperationEvents events,
    OpenSockets openSockets,
    IHubContext<OpsHub> hub,
    ApiLimits limits,
    TimeProvider time) : Hub
{
    private HubSocket Socket => HubFaults.SocketOf(Context)!;

    public override Task OnConnectedAsync()
    {
        if (Context.GetHttpContext()?.Features.Get<Caller>() is not Caller.OfOperator)
        {
            throw new Problem(ProblemTypes.Unauthenticated).ToHubException();
        }

        if (!openSockets.TryOpen())
        {
            throw new Problem(ProblemTypes.TooManyConnections).ToHubException();
        }

        HubFaults.Attach(Context, new HubSocket(Context, hub.Clients.Client(Context.ConnectionId), limits, time));
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (HubFaults.SocketOf(Context) is { } socket)
        {
            openSockets.Close();
            watchers.Remove(socket);
        }

        return Task.CompletedTask;
    }

    /// <summary>The overview as it stands is sent at once, and from now on once a second.</summary>
    public async Task WatchOverview()
    {
        await Socket.Send(OpsPush.Overview, await overview.Read(Context.ConnectionAborted));
        watchers.WatchOverview(Socket);
    }

    /// <summary>What came after the number is sent at once, and from now on what happens.</summary>
    /// <param name="after">The last number seen; null for the latest events only.</param>
    public async Task WatchEvents(long? after)
    {
        var backlog = events.Read(after, limits.EventsAtOnce);
        await Socket.Send(OpsPush.Events, backlog);
        watchers.WatchEvents(Socket, backlog.LastSeq);
    }
}
