using System.Text.Json.Serialization;

namespace Dispatch.Domain.Consults;

/// <summary>Priority class; the smaller number is served first.</summary>
[GenerateSerializer, Alias("priority")]
[JsonConverter(typeof(CamelCaseEnumConverter<Priority>))]
public enum Priority
{
    Urgent = 0,
    Routine = 1,
}
