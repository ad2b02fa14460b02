using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Dispatch.Api.Hubs;

/// <summary>A message that is JSON already: written once for several sockets.</summary>
[JsonConverter(typeof(Converter))]
public sealed class RawMessage
{
    private readonly byte[] _json;

    private RawMessage(byte[] json) => _json = json;

    /// <summary>The message itself for one socket, its JSON for more.</summary>
    public static object For<T>(int sockets, T message, JsonTypeInfo<T> type)
        where T : class => sockets == 1 ? message : new RawMessage(JsonSerializer.SerializeToUtf8Bytes(message, type));

    /// <inheritdoc cref="For{T}(int, T, JsonTypeInfo{T})"/>
    public static object For(int sockets, object message) => sockets == 1
        ? message
        : new RawMessage(JsonSerializer.SerializeToUtf8Bytes(message, ApiJson.Default.GetTypeInfo(message.GetType())!));

    public sealed class Converter : JsonConverter<RawMessage>
    {
        public override RawMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Raw messages are only sent.");

        public override void Write(Utf8JsonWriter writer, RawMessage value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value._json, skipInputValidation: true);
    }
}
