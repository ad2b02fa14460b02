using System.Text.Json.Serialization;

namespace Dispatch.Domain.Consults;

/// <summary>Why an assignment ended without an end of its consult.</summary>
[GenerateSerializer, Alias("release-reason")]
[JsonConverter(typeof(CamelCaseEnumConverter<ReleaseReason>))]
public enum ReleaseReason
{
    ByProvider = 1,
    ConnectionLost = 2,
    NotStarted = 3,
    NotCompleted = 4,
    Suspended = 5,
    RequirementUnmet = 6,
}
