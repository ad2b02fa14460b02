using System.Text.Json.Serialization;

namespace Dispatch.Domain.Consults;

/// <summary>Who cancelled.</summary>
[GenerateSerializer, Alias("closed-by")]
[JsonConverter(typeof(CamelCaseEnumConverter<ClosedBy>))]
public enum ClosedBy
{
    Clinic = 1,
    Operator = 2,
    Patient = 3,
}
