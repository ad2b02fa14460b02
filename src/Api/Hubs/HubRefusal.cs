using Dispatch.Api.Problems;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Hubs;

/// <summary>A hub call that was refused: its error reads <c>problem type: message</c>.</summary>
public static class HubRefusal
{
    public static HubException ToHubException(this Problem problem) => new(problem.HubMessage);
}
