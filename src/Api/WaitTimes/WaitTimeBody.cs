using Dispatch.Api.Consults;
using Dispatch.Domain.States;

namespace Dispatch.Api.WaitTimes;

/// <summary>The line of one state.</summary>
/// <param name="Open">Whether consults are served now; without configured hours always.</param>
/// <param name="OnDuty">Connected providers on duty who are licensed there.</param>
/// <param name="Available">Of them, those known to be free.</param>
/// <param name="Scheduled">Providers licensed there who have a planned shift now, on duty or not.</param>
/// <param name="EstimatedWait">For one more consult; null when there is too little to estimate from.</param>
/// <param name="LastHour">Null when nothing was accepted.</param>
public sealed record WaitTimeBody(
    StateCode State,
    bool Open,
    int Waiting,
    double? OldestWaitingSeconds,
    int OnDuty,
    int Available,
    int Scheduled,
    EstimatedWaitBody? EstimatedWait,
    LastHourBody? LastHour);
