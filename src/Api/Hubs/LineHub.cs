using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Api.WaitTimes;
using Dispatch.Domain.Ids;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Hubs;

/// <summary>What is watched on behalf of a clinic: the lines of states.</summary>
/// <typeparam name="THub">The hub itself.</typeparam>
public abstract class LineHub<THub>(
    ClinicWatchers watchers,
    LinePictures pictures,
    WaitTimeReader waitTimes,
    OpenSockets openSockets,
    IHubContext<THub> hub,
    ApiLimits limits,
    TimeProvider time) : Hub
    where THub : LineHub<THub>
{
    protected HubSocket Socket => HubFaults.SocketOf(Context)!;

    protected ClinicId Clinic => (ClinicId)Context.Items[typeof(ClinicId)]!;

    public override Task OnConnectedAsync()
    {
        if (Context.GetHttpContext()?.Features.Get<Caller>() is not { } caller || ClinicOf(caller) is not { } clinic)
        {
            throw new Problem(ProblemTypes.Unauthenticated).ToHubException();
        }

        if (!openSockets.TryOpen())
        {
            throw new Problem(ProblemTypes.TooManyConnections).ToHubException();
        }

        Context.Items[typeof(ClinicId)] = clinic;
        HubFaults.Attach(Context, new HubSocket(Context, hub.Clients.Client(Context.ConnectionId), limits, time));
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (HubFaults.SocketOf(Context) is { } socket)
        {
            openSockets.Close();
            watchers.Remove(Clinic, socket);
        }

        return Task.CompletedTask;
    }

    /// <summary>Replaces what was watched before; the lines as they stand are sent at once.</summary>
    public async Task WatchWaitTimes(string?[]? states)
    {
        var (codes, problem) = WaitTimeReader.Parse(states ?? []);
        if (codes is null)
        {
            throw problem!.ToHubException();
        }

        watchers.EndWaitTimes(Socket);
        if (codes.Count > 0)
        {
            // Pictures before lines, and changes only after the lines: what changes in between is sent once more, and in order.
            var watch = new WaitTimeWatch(Socket, Clinic, codes.ToDictionary(state => state, state => pictures.Of(state, Clinic)));
            await Socket.Send(WaitTimePush.Method, await waitTimes.Read(codes, Clinic));
            watchers.WatchWaitTimes(watch);
        }
    }

    /// <returns>Null when the caller is of another kind.</returns>
    protected abstract ClinicId? ClinicOf(Caller caller);
}
