using System.Collections.Frozen;
using Dispatch.Api.Hubs;
using Dispatch.Api.Operations;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Sessions;

/// <summary>Ties hub connections to the session that opened them, and lists all for when the process drains.</summary>
public sealed class SessionHubFilter(BrowserSessions sessions, Drain drain) : IHubFilter
{
    // What a page calls by itself when it connects: nobody need be there.
    private static readonly FrozenSet<string> Automatic = FrozenSet.ToFrozenSet(
        ["Resume", "WatchConsults", "WatchWaitTimes", "WatchOverview", "WatchEvents"], StringComparer.OrdinalIgnoreCase);

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        await next(context);
        if (HubFaults.SocketOf(context.Context) is { } socket)
        {
            drain.Opened(socket);
            if (SessionOf(context.Context) is { } session)
            {
                sessions.Attach(session, socket);
            }
        }
    }

    public async Task OnDisconnectedAsync(
        HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (HubFaults.SocketOf(context.Context) is { } socket)
        {
            drain.Closed(socket);
            if (SessionOf(context.Context) is { } session)
            {
                sessions.Detach(session, socket);
            }
        }

        await next(context, exception);
    }

    public ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (SessionOf(invocationContext.Context) is { } session && !Automatic.Contains(invocationContext.HubMethodName))
        {
            sessions.Seen(session);
        }

        return next(invocationContext);
    }

    private static BrowserSession? SessionOf(HubCallerContext context)
    {
        if (context.Items.TryGetValue(typeof(BrowserSession), out var known))
        {
            return (BrowserSession?)known;
        }

        var session = context.GetHttpContext()?.Features.Get<BrowserSession>();
        context.Items[typeof(BrowserSession)] = session;
        return session;
    }
}
