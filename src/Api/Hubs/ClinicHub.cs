using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Api.WaitTimes;
using Dispatch.Domain.Ids;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Hubs;

/// <summary><c>/hubs/clinic</c>: a clinic watches its consults and the lines of states.</summary>
public sealed class ClinicHub(
    ClinicWatchers watchers,
    WaitTimeReader waitTimes,
    OpenSockets openSockets,
    IHubContext<ClinicHub> hub,
    ApiLimits limits,
    TimeProvider time) : Hub
{
    private HubSocket Socket => HubFaults.SocketOf(Context)!;

    private ClinicId Clinic => (ClinicId)Context.Items[typeof(ClinicId)]!;

    public override Task OnConnectedAsync()
    {
        if (Context.GetHttpContext()?.Features.Get<Caller>() is not Caller.OfClinic { Clinic: var clinic })
        {
            throw new Problem(ProblemTypes.Unauthenticated).ToHubException();
        }

        if (!openSockets.TryOpen())
        {
            throw new Problem(ProblemTypes.TooManyConnections).ToHubException();
        }

        Context.Items[typeof(ClinicId)] = clinic.Id;
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

    /// <summary>From now on the socket is sent <c>ConsultChanged</c> for every consult of its clinic.</summary>
    public void WatchConsults()
    {
        if (!watchers.TryWatchConsults(Clinic, Socket))
        {
            throw new Problem(ProblemTypes.TooManyConnections, $"At most {limits.WatchersPerClinic} watch at a time.").ToHubException();
        }
    }

    /// <summary>Replaces what was watched before; the lines as they stand are sent at once.</summary>
    public async Task WatchWaitTimes(string?[]? states)
    {
        var (codes, problem) = WaitTimeReader.Parse(states ?? []);
        if (codes is null)
        {
            throw problem!.ToHubException();
        }

        watchers.WatchWaitTimes(Clinic, Socket, codes);
        if (codes.Count > 0)
        {
            await Socket.Send(WaitTimePush.Method, await waitTimes.Read(codes, Clinic));
        }
    }
}
