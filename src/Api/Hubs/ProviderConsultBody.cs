using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Api.Consults;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Api.Hubs;

/// <summary>A consult as the provider who serves it sees it, the patient included.</summary>
/// <param name="Patient">Null once the clinic's data was erased.</param>
public sealed record ProviderConsultBody(
    ConsultId ConsultId,
    int AssignmentNumber,
    ConsultStatus Status,
    StateCode State,
    ImmutableArray<ServiceId> Services,
    Modality Modality,
    Priority Priority,
    DateTimeOffset RequestedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PatientBody? Patient,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Intake)
{
    public static ProviderConsultBody Of(ConsultSummary consult, PatientRecord? record) => new(
        consult.Id,
        consult.Number,
        consult.Status,
        consult.State,
        consult.Services,
        consult.Modality,
        consult.Priority,
        consult.RequestedAt,
        record?.Patient,
        record?.Intake);
}
