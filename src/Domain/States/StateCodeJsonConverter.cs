using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Domain.States;

/// <summary>A state's code as JSON text, also as a property name; text that is no state is refused.</summary>
public sealed class StateCodeJsonConverter : JsonConverter<StateCode>
{
    public override StateCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StateCode.TryParse(reader.GetString(), out var code) ? code : throw new JsonException("Expected a state's two letters.");

    public override void Write(Utf8JsonWriter writer, StateCode value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    public override StateCode ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(
        Utf8JsonWriter writer, StateCode value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}
