using Dispatch.Api.Problems;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Hubs;

/// <summary>Gives every hub call that fails the type that REST would give, and keeps each socket to its rate.</summary>
public sealed partial class HubFaults(FaultTable faults, ILogger<HubFaults> log) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (SocketOf(invocationContext.Context) is { } socket && !socket.Calls.TryTake(out _))
        {
            throw new Problem(ProblemTypes.RateLimited).ToHubException();
        }

        try
        {
            return await next(invocationContext);
        }
        catch (Exception fault) when (fault is not HubException)
        {
            throw Translate(invocationContext.HubMethodName, fault);
        }
    }

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (fault is not HubException)
        {
            throw Translate(nameof(OnConnectedAsync), fault);
        }
    }

    public static void Attach(HubCallerContext context, HubSocket socket) => context.Items[typeof(HubSocket)] = socket;

    public static HubSocket? SocketOf(HubCallerContext context) =>
        context.Items.TryGetValue(typeof(HubSocket), out var socket) ? (HubSocket)socket! : null;

    private HubException Translate(string method, Exception fault)
    {
        if (faults.Find(fault) is { } problem)
        {
            return problem.ToHubException();
        }

        LogDefect(method, fault);
        return new Problem(ProblemTypes.Internal).ToHubException();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Hub call {Method} failed")]
    private partial void LogDefect(string method, Exception fault);
}
