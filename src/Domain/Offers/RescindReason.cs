using System.Text.Json.Serialization;

namespace Dispatch.Domain.Offers;

[GenerateSerializer, Alias("rescind-reason")]
[JsonConverter(typeof(CamelCaseEnumConverter<RescindReason>))]
public enum RescindReason
{
    AssignedToAnother = 1,
    ConsultCancelled = 2,
    ConsultExpired = 3,
    ConnectionLost = 4,
    OffDuty = 5,
    Suspended = 6,
    LicenseEnded = 7,

    /// <summary>The pool took the ticket back because it heard nothing of the offer in time.</summary>
    TakenBack = 8,

    /// <summary>The provider did not answer in time.</summary>
    Unanswered = 9,
}
