using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Domain.States;

/// <summary>A state's two capital letters: one of the 50 or DC. <c>default</c> is no state.</summary>
[GenerateSerializer, Immutable, Alias("state-code")]
[JsonConverter(typeof(StateCodeJsonConverter))]
public readonly record struct StateCode([property: Id(0)] string Value) : IComparable<StateCode>
{
    /// <summary>False when the text is not a code of <see cref="StateCatalog"/>; case matters.</summary>
    public static bool TryParse(string? text, out StateCode code)
    {
        code = text is null ? default : new StateCode(text);
        return text is not null && StateCatalog.Contains(code);
    }

    public int CompareTo(StateCode other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    public sealed class StateCodeJsonConverter : JsonConverter<StateCode>
    {
        public override StateCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var code) ? code : throw new JsonException("Expected a state's two letters.");

        public override void Write(Utf8JsonWriter writer, StateCode value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);

        public override StateCode ReadAsPropertyName(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Read(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(
            Utf8JsonWriter writer, StateCode value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.Value);
    }
}
