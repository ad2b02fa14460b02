using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Api.WaitTimes;
using Dispatch.Domain.Ids;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Hubs;

/// <summary><c>/hubs/clinic</c>: a clinic watches its consults and the lines of states.</summary>
public sealed class ClinicHub(
    ClinicWatchers watchers,
    LinePictures pictures,
    WaitTimeReader waitTimes,
    OpenSockets openSockets,
    IHubContext<ClinicHub> hub,
    ApiLimits limits,
    TimeProvider time) : LineHub<ClinicHub>(watchers, pictures, waitTimes, openSockets, hub, limits, time)
{
    private readonly ClinicWatchers _watchers = watchers;
    private readonly int _watchersPerClinic = limits.WatchersPerClinic;

    /// <summary>From now on the socket is sent <c>ConsultChanged</c> for every consult of its clinic.</summary>
    public void WatchConsults()
    {
        if (!_watchers.TryWatchConsults(Clinic, Socket))
        {
            throw new Problem(ProblemTypes.TooManyConnections, $"At most {_watchersPerClinic} watch at a time.").ToHubException();
        }
    }

    protected override ClinicId? ClinicOf(Caller caller) => caller is Caller.OfClinic { Clinic: var clinic } ? clinic.Id : null;
}
