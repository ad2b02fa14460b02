using System.Text.Json.Serialization;

namespace Dispatch.Domain.Consults;

/// <summary>Where a consult stands. The last three are ends.</summary>
[GenerateSerializer, Alias("consult-status")]
[JsonConverter(typeof(CamelCaseEnumConverter<ConsultStatus>))]
public enum ConsultStatus
{
    None = 0,
    Waiting = 1,
    Offered = 2,
    Assigned = 3,
    InProgress = 4,
    Completed = 5,
    Cancelled = 6,
    Expired = 7,
}
