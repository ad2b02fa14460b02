using System.Text.Json.Serialization;

namespace Dispatch.Domain.Consults;

/// <summary>Why what somebody wanted to act on is no longer there.</summary>
[GenerateSerializer, Alias("gone-reason")]
[JsonConverter(typeof(CamelCaseEnumConverter<GoneReason>))]
public enum GoneReason
{
    UnknownOffer = 1,
    UnknownConsult = 2,
    AssignedToAnother = 3,
    ConsultCancelled = 4,
    ConsultExpired = 5,
    ConsultCompleted = 6,

    /// <summary>The assignment that the caller means is not the current one.</summary>
    AssignmentEnded = 7,

    /// <summary>The provider has no free slot.</summary>
    NoCapacity = 8,

    /// <summary>The provider does not meet a hard requirement any more.</summary>
    NotEligible = 9,

    /// <summary>The offer was declined before.</summary>
    Declined = 10,

    /// <summary>The offer was accepted before.</summary>
    Accepted = 11,
}
