using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Api.Consults;

/// <summary>A consult as its clinic sees it. What is not known, or does not apply, is left out.</summary>
public sealed record ConsultBody
{
    public required ConsultId Id { get; init; }

    public required ConsultStatus Status { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required StateCode State { get; init; }

    public required ImmutableArray<ServiceId> Services { get; init; }

    public required Modality Modality { get; init; }

    public required Priority Priority { get; init; }

    public required SlaBody Sla { get; init; }

    /// <summary>Null when the place is not known, or there is none.</summary>
    public LineBody? Line { get; init; }

    /// <summary>Null as long as there are no visits.</summary>
    public string? VisitUrl { get; init; }

    /// <summary>When it joins the line, because it was asked for outside service hours.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? OpensAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LocationId? LocationId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExternalId { get; init; }

    /// <summary>Who serves or served it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProviderId? ProviderId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AssignmentNumber { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AcceptedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? StartedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it expired.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExpiryReason? Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Decision? Decision { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderId? OrderId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PatientBody? Patient { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Intake { get; init; }

    public static ConsultBody Of(ConsultSummary consult, PatientRecord? record = null, LineBody? line = null) => new()
    {
        Id = consult.Id,
        Status = consult.Status,
        RequestedAt = consult.RequestedAt,
        State = consult.State,
        Services = consult.Services,
        Modality = consult.Modality,
        Priority = consult.Priority,
        Sla = SlaBody.Of(consult.Sla),
        Line = line,
        OpensAt = consult.OpensAt,
        LocationId = consult.Location,
        ExternalId = record?.ExternalId,
        ProviderId = consult.Provider,
        AssignmentNumber = consult.Number == 0 ? null : consult.Number,
        AcceptedAt = consult.AcceptedAt,
        StartedAt = consult.StartedAt,
        EndedAt = consult.EndedAt,
        Reason = consult.EndReason,
        Decision = consult.Decision,
        OrderId = consult.Order,
        Patient = record?.Patient,
        Intake = record?.Intake,
    };
}
