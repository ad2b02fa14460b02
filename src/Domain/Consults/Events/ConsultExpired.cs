namespace Dispatch.Domain.Consults.Events;

/// <summary>It ended because nobody could be found in time.</summary>
[GenerateSerializer, Immutable, Alias("consult-event.expired")]
public sealed record ConsultExpired(
    [property: Id(0)] ExpiryReason Reason) : ConsultEvent;
