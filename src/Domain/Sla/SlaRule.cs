using System.Collections.Immutable;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;

namespace Dispatch.Domain.Sla;

/// <summary>What a policy says of some consults; whatever is null is left to less specific rules.</summary>
/// <param name="Service">Null for all.</param>
/// <param name="Modality">Null for both.</param>
/// <param name="Steps">The whole ladder; null to leave it.</param>
public sealed record SlaRule(
    ServiceId? Service,
    Modality? Modality,
    TimeSpan? FirstOffer = null,
    TimeSpan? Acceptance = null,
    TimeSpan? Start = null,
    TimeSpan? Completion = null,
    TimeSpan? GiveUp = null,
    TimeSpan? InProgressLimit = null,
    ImmutableArray<LadderStep>? Steps = null)
{
    /// <summary>The larger, the earlier it counts: a service says more than a modality.</summary>
    public int Specificity => (Service is null ? 0 : 2) + (Modality is null ? 0 : 1);

    public bool Concerns(ServiceId service, Modality modality) =>
        (Service is null || Service == service) && (Modality is null || Modality == modality);
}
