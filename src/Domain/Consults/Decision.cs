using System.Text.Json.Serialization;

namespace Dispatch.Domain.Consults;

/// <summary>The provider's medical judgement.</summary>
[GenerateSerializer, Alias("decision")]
[JsonConverter(typeof(CamelCaseEnumConverter<Decision>))]
public enum Decision
{
    Approved = 1,
    Denied = 2,
    Referred = 3,
}
