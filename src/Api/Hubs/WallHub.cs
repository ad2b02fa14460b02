using Dispatch.Api.Security;
using Dispatch.Api.WaitTimes;
using Dispatch.Domain.Ids;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Hubs;

/// <summary><c>/hubs/wall</c>: a clinic's wall board watches the lines of states.</summary>
public sealed class WallHub(
    ClinicWatchers watchers,
    LinePictures pictures,
    WaitTimeReader waitTimes,
    OpenSockets openSockets,
    IHubContext<WallHub> hub,
    ApiLimits limits,
    TimeProvider time) : LineHub<WallHub>(watchers, pictures, waitTimes, openSockets, hub, limits, time)
{
    protected override ClinicId? ClinicOf(Caller caller) => caller is Caller.OfWall { Clinic: var clinic } ? clinic.Id : null;
}
