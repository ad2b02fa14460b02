using System.Buffers.Text;
using System.Text.Json;

namespace Dispatch.Client.Hubs;

/// <summary>One message of the SignalR JSON protocol, read in a single pass; the spans point into the receive buffer.</summary>
internal readonly ref struct HubFrame
{
    public const byte Separator = 0x1e;

    public const int Invocation = 1;
    public const int Completion = 3;
    public const int Ping = 6;
    public const int Close = 7;

    /// <summary>0 in a handshake answer, which has no type.</summary>
    public int Type { get; private init; }

    /// <summary>0 when the message belongs to no call of ours.</summary>
    public long InvocationId { get; private init; }

    public ReadOnlySpan<byte> Target { get; private init; }

    /// <summary>The JSON array of arguments.</summary>
    public ReadOnlySpan<byte> Arguments { get; private init; }

    /// <summary>Empty when the completion carries none.</summary>
    public ReadOnlySpan<byte> Result { get; private init; }

    public string? Error { get; private init; }

    /// <param name="json">One message without its separator.</param>
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static HubFrame Parse(ReadOnlySpan<byte> json)
    {
        var type = 0;
        long invocationId = 0;
        string? error = null;
        ReadOnlySpan<byte> target = default, arguments = default, result = default;

        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"Expected a hub message, found {reader.TokenType}.");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("target"u8))
            {
                reader.Read();
                target = reader.ValueSpan;
            }
            else if (reader.ValueTextEquals("arguments"u8))
            {
                arguments = json[ReadValue(ref reader)];
            }
            else if (reader.ValueTextEquals("invocationId"u8))
            {
                reader.Read();

                // Ids that we gave are decimal; another one is nobody's and stays 0.
                if (Utf8Parser.TryParse(reader.ValueSpan, out long id, out var used) && used == reader.ValueSpan.Length)
                    invocationId = id;
            }
            else if (reader.ValueTextEquals("result"u8))
            {
                result = json[ReadValue(ref reader)];
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                error = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }

        return new HubFrame
        {
            Type = type,
            InvocationId = invocationId,
            Target = target,
            Arguments = arguments,
            Result = result,
            Error = error,
        };
    }

    private static Range ReadValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}
