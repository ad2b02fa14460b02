using System.Text.Json.Serialization;

namespace Dispatch.Domain.Providers;

/// <summary>Whether a provider takes offers. Busy is available with no free slot; it is derived, never stored.</summary>
[GenerateSerializer, Alias("duty")]
[JsonConverter(typeof(CamelCaseEnumConverter<Duty>))]
public enum Duty
{
    OffDuty = 0,
    Available = 1,
    Busy = 2,
    OnBreak = 3,
}
