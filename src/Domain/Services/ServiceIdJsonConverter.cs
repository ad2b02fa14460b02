using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Domain.Services;

/// <summary>A service's id as JSON text; whether it exists is not checked here.</summary>
public sealed class ServiceIdJsonConverter : JsonConverter<ServiceId>
{
    public override ServiceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("Expected a service's id."));

    public override void Write(Utf8JsonWriter writer, ServiceId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
