using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Sla;
using Dispatch.Domain.States;

namespace Dispatch.Api.Hubs;

/// <summary><c>ConsultEscalated</c> as its clinic hears it.</summary>
/// <param name="Percent">Of the promised time that had passed; 100 when the promise was missed.</param>
/// <param name="Action">What was done.</param>
/// <param name="DueAt">Of the promise.</param>
public sealed record ConsultEscalatedMessage(
    ConsultId ConsultId, StateCode State, SlaPromise Promise, int Percent, LadderAction Action, DateTimeOffset DueAt)
{
    public static ConsultEscalatedMessage Of(EscalationNotice notice) => new(
        notice.Consult,
        notice.State,
        notice.Escalation.Promise,
        notice.Escalation.Percent,
        notice.Escalation.Action,
        notice.Escalation.Deadline);
}
