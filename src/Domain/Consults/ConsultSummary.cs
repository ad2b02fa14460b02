using System.Collections.Immutable;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Domain.Consults;

/// <summary>One consult as lists and screens show it, without patient data.</summary>
/// <param name="Provider">Who serves or served it.</param>
/// <param name="Number">Of the current or last assignment; 0 before the first.</param>
/// <param name="AcceptedAt">Of the first acceptance: the wait that the clinic counts ends here.</param>
/// <param name="EndReason">Of an expiry; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("consult-summary")]
public sealed record ConsultSummary(
    [property: Id(0)] ConsultId Id,
    [property: Id(1)] ClinicId Clinic,
    [property: Id(2)] LocationId? Location,
    [property: Id(3)] StateCode State,
    [property: Id(4)] ImmutableArray<ServiceId> Services,
    [property: Id(5)] Modality Modality,
    [property: Id(6)] Priority Priority,
    [property: Id(7)] ConsultStatus Status,
    [property: Id(8)] DateTimeOffset RequestedAt,
    [property: Id(9)] SlaDeadlines Sla,
    [property: Id(10)] ProviderId? Provider,
    [property: Id(11)] int Number,
    [property: Id(12)] DateTimeOffset? AcceptedAt,
    [property: Id(13)] DateTimeOffset? StartedAt,
    [property: Id(14)] DateTimeOffset? EndedAt,
    [property: Id(15)] ExpiryReason? EndReason,
    [property: Id(16)] Decision? Decision,
    [property: Id(17)] OrderId? Order,
    [property: Id(18)] long Version)
{
    /// <summary>When it joins the line, because it was asked for outside service hours; null when it joined at once.</summary>
    [Id(30)]
    public DateTimeOffset? OpensAt { get; init; }
}
