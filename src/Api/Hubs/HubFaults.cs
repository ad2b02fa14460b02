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
            if (faults.Find(fault) is { } problem)
            {
                throw problem.ToHubException();
            }

            LogDefect(invocationContext.HubMethodName, fault);
            throw new Problem(ProblemTypes.Internal).ToHubException();
        }
    }

    public static void Attach(HubCallerContext context, HubSocket socket) => context.Items[typeof(HubSocket)] = socket;

    public static HubSocket? SocketOf(HubCallerContext context) =>
        context.Items.TryGetValue(typeof(HubSocket), out var socket) ? (HubSocket)socket! : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "Hub call {Method} failed")]
    private partial void LogDefect(string method, Exception fault);
}
