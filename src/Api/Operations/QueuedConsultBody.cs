using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;

namespace Dispatch.Api.Operations;

/// <summary>An open consult as the operator sees it: no patient.</summary>
/// <param name="WaitsSince">When it joined the line.</param>
/// <param name="OffersMade">So far.</param>
/// <param name="ProviderId">Who serves it.</param>
public sealed record QueuedConsultBody(
    ConsultId Id,
    ClinicId ClinicId,
    ConsultStatus Status,
    Modality Modality,
    Priority Priority,
    ImmutableArray<ServiceId> Services,
    DateTimeOffset RequestedAt,
    DateTimeOffset WaitsSince,
    DateTimeOffset FirstOfferBy,
    DateTimeOffset AcceptBy,
    int OffersMade,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProviderId? ProviderId);
