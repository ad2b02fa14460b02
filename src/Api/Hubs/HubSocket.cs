using Dispatch.Api.Security;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Hubs;

/// <summary>
/// One open hub connection. What it is sent is bounded: a socket that takes too long, or has too much waiting, is cut,
/// and its owner comes back and resumes.
/// </summary>
public class HubSocket(HubCallerContext context, ISingleClientProxy client, ApiLimits limits, TimeProvider time)
{
    private int _pending;

    public string Id { get; } = context.ConnectionId;

    /// <summary>What the socket may ask per second.</summary>
    public TokenBucket Calls { get; } = new(time, limits.HubCallsPerSecond, limits.HubCallsPerSecond);

    public CancellationToken Closed { get; } = context.ConnectionAborted;

    public void Abort() => context.Abort();

    /// <returns>False when the message will not arrive: the socket is closed, or was cut now.</returns>
    public Task<bool> Send(string method, object message)
    {
        if (Closed.IsCancellationRequested)
        {
            return Task.FromResult(false);
        }

        if (Interlocked.Increment(ref _pending) > limits.MessagesPerSocket)
        {
            Interlocked.Decrement(ref _pending);
            Abort();
            return Task.FromResult(false);
        }

        var sending = client.SendCoreAsync(method, [message], Closed);
        if (!sending.IsCompletedSuccessfully)
        {
            return Finish(sending);
        }

        Interlocked.Decrement(ref _pending);
        return Task.FromResult(true);
    }

    private async Task<bool> Finish(Task sending)
    {
        try
        {
            await sending.WaitAsync(limits.PushTimeout, time);
            return true;
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException or IOException)
        {
            Abort();
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }
}
