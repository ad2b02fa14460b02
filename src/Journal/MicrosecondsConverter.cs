using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Journal;

/// <summary>Instants in rows' bodies: whole microseconds since 1970 UTC, half as long as their text and cheaper to read.</summary>
internal sealed class MicrosecondsConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Microseconds.ToInstant(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Microseconds.Of(value));
}
