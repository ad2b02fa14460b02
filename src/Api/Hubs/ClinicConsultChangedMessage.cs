using System.Text.Json.Serialization;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Api.Hubs;

/// <summary><c>ConsultChanged</c> as its clinic hears it: ids and status, never the patient.</summary>
/// <param name="Version">Grows with every change of the consult: of two messages the higher one counts.</param>
/// <param name="AcceptBy">What was promised.</param>
/// <param name="AcceptedAt">Of the first acceptance.</param>
/// <param name="Reason">Why it expired.</param>
public sealed record ClinicConsultChangedMessage(
    ConsultId ConsultId,
    ConsultStatus Status,
    StateCode State,
    long Version,
    DateTimeOffset RequestedAt,
    DateTimeOffset AcceptBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? AcceptedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProviderId? ProviderId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExpiryReason? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Decision? Decision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OrderId? OrderId)
{
    public static ClinicConsultChangedMessage Of(ConsultSummary consult) => new(
        consult.Id,
        consult.Status,
        consult.State,
        consult.Version,
        consult.RequestedAt,
        consult.Sla.AcceptBy,
        consult.AcceptedAt,
        consult.Provider,
        consult.EndReason,
        consult.Decision,
        consult.Order);
}
