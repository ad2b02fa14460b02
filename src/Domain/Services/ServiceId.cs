using System.Text.Json.Serialization;

namespace Dispatch.Domain.Services;

/// <summary>A service's id in the catalogue, for instance <c>botox</c>. <c>default</c> is no service.</summary>
[GenerateSerializer, Immutable, Alias("service-id")]
[JsonConverter(typeof(ServiceIdJsonConverter))]
public readonly record struct ServiceId([property: Id(0)] string Value) : IComparable<ServiceId>
{
    public int CompareTo(ServiceId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
<<<<<<< HEAD
=======

    public sealed class ServiceIdJsonConverter : JsonConverter<ServiceId>
    {
        public override ServiceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? throw new JsonException("Expected a service's id."));

        public override void Write(Utf8JsonWriter writer, ServiceId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
>>>>>>> wip/journal
}
