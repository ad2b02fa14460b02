using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Domain.Ids;

/// <summary>An id as a JSON string, also as a property name. Text that is not an id of its kind is refused.</summary>
public sealed class IdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IEntityId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    public override TId ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);

    private static TId Parse(string? text) =>
        TId.TryParse(text, out var id) ? id : throw new JsonException($"Expected an id that starts with {TId.Prefix}_.");
}
