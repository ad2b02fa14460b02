using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Api.Consults;

/// <summary>The data of <c>consult.requested</c> in a timeline: what was asked for, in the words of the request.</summary>
public sealed record RequestedEventBody(
    StateCode State,
    ImmutableArray<ServiceId> Services,
    Modality Modality,
    Priority Priority,
    SlaBody Sla,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProviderId? PreferredProviderId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PreferredLanguage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LocationId? LocationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? OpensAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ExternalId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PatientBody? Patient,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Intake)
{
    public static RequestedEventBody Of(ConsultRequested requested, PatientRecord? record) => new(
        requested.Ticket.Requirements.State,
        requested.Ticket.Requirements.Services,
        requested.Ticket.Requirements.Modality,
        requested.Ticket.Priority,
        SlaBody.Of(requested.Ticket.Sla),
        requested.Ticket.Preferences.PreferredProvider,
        requested.Ticket.Preferences.Language,
        requested.Location,
        requested.Ticket.OpensAt,
        record?.ExternalId,
        record?.Patient,
        record?.Intake);
}
