using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Journal;

/// <summary>What changes in a consult's life, as the body of its row: the ticket is not written again each time.</summary>
/// <param name="StepsTaken">Null for none, as is <paramref name="Units"/>: most rows have neither.</param>
internal sealed record ConsultProgress(
    ConsultStatus Status,
    long Version,
    DateTimeOffset UpdatedAt,
    DateTimeOffset GiveUpAt,
    ProviderId? Provider,
    int Number,
    int Slot,
    int OffersMade,
    DateTimeOffset? AssignedAt,
    DateTimeOffset? StartBy,
    DateTimeOffset? StartedAt,
    int EscalatedPromises,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? EndedAt,
    ExpiryReason? EndReason,
    Decision? Decision,
    OrderId? Order,
    int? StepsTaken = null,
    int? Units = null);
