using System.Text.Json.Serialization;

namespace Dispatch.Domain.Consults;

/// <summary>Which promise a deadline belongs to.</summary>
[GenerateSerializer, Alias("sla-promise")]
[JsonConverter(typeof(CamelCaseEnumConverter<SlaPromise>))]
public enum SlaPromise
{
    FirstOffer = 1,
    Acceptance = 2,
    Start = 3,
    Completion = 4,
    GiveUp = 5,
    InProgressLimit = 6,
}
