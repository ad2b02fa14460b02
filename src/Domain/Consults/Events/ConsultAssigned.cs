using System.Text.Json.Serialization;
using Dispatch.Domain.Offers;

namespace Dispatch.Domain.Consults.Events;

/// <summary>A provider serves it from now on. Numbers grow by one with each assignment of the consult.</summary>
/// <param name="Units">Of the provider's attention, a bit each; 0 where live and async share none.</param>
[GenerateSerializer, Immutable, Alias("consult-event.assigned")]
public sealed record ConsultAssigned(
    [property: Id(0)] int Number,
    [property: Id(1)] OfferSummary Offer,
    [property: Id(2)] int Slot,
    [property: Id(3)] DateTimeOffset? StartBy,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Units = 0) : ConsultEvent;
