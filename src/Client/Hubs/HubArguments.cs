using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dispatch.Client.Hubs;

/// <summary>Reads the arguments of a server event.</summary>
public static class HubArguments
{
    /// <summary>The first argument; default when there is none.</summary>
    /// <exception cref="JsonException">It does not fit <paramref name="type"/>.</exception>
    public static T? First<T>(ReadOnlySpan<byte> arguments, JsonTypeInfo<T> type)
    {
        var reader = new Utf8JsonReader(arguments);
        return reader.Read() && reader.TokenType == JsonTokenType.StartArray
            && reader.Read() && reader.TokenType != JsonTokenType.EndArray
            ? JsonSerializer.Deserialize(ref reader, type)
            : default;
    }
}
