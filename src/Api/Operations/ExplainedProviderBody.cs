using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;

namespace Dispatch.Api.Operations;

/// <summary>Why one provider is, or is not, asked now.</summary>
/// <param name="Verdict"><c>serves</c>, <c>offered</c>, <c>notEligible</c>, <c>notConnected</c>, <c>notOnDuty</c>,
/// <c>noFreeSlot</c>, <c>passedOver</c>, <c>preferenceForAnother</c> or <c>candidate</c>.</param>
/// <param name="Unmet">The first hard requirement that is not met; null when all are.</param>
/// <param name="FreeSlots">Of the consult's modality.</param>
/// <param name="PassedOver">Why the pool does not ask; null when it would, or does not list the provider as free.</param>
public sealed record ExplainedProviderBody(
    ProviderId Id,
    string Name,
    string Verdict,
    UnmetRequirement? Unmet,
    Duty Duty,
    bool Connected,
    int FreeSlots,
    PassedOverReason? PassedOver);
