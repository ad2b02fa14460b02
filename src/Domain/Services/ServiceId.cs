using System.Text.Json.Serialization;

namespace Dispatch.Domain.Services;

/// <summary>A service's id in the catalogue, for instance <c>botox</c>. <c>default</c> is no service.</summary>
[GenerateSerializer, Immutable, Alias("service-id")]
[JsonConverter(typeof(ServiceIdJsonConverter))]
public readonly record struct ServiceId([property: Id(0)] string Value) : IComparable<ServiceId>
{
    public int CompareTo(ServiceId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
