using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Domain.Consults;
using Dispatch.Journal;
using Dispatch.Journal.Vault;

namespace Dispatch.Api.Consults;

/// <summary>The events of one consult, what is sealed in them opened for the clinic.</summary>
public sealed class Timeline(IJournal journal, IPatientVault vault, ApiLimits limits)
{
    private const string Ciphertext = "ciphertext";

    public async Task<TimelineEntryBody[]> Read(ConsultSummary consult, CancellationToken cancellationToken)
    {
        var events = await journal.Read(consult.Id.Value, limit: limits.TimelineEvents, cancellationToken: cancellationToken);
        var entries = new TimelineEntryBody[events.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var data = JsonNode.Parse(events[i].Payload.Span)!;
            var opened = await Open(consult, data);
            entries[i] = new TimelineEntryBody(events[i].Version, events[i].Type, events[i].At, Element(opened));
        }

        return entries;
    }

    private static JsonElement Element(JsonNode? node) => JsonDocument.Parse(node?.ToJsonString() ?? "null").RootElement;

    /// <summary>The same JSON with every sealed value replaced by what it holds; null for what cannot be opened any more.</summary>
    private async ValueTask<JsonNode?> Open(ConsultSummary consult, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: 1 } sealedData when sealedData[Ciphertext] is JsonValue base64:
                var clear = await vault.Open(
                    consult.Clinic, consult.Id, new SealedData(Convert.FromBase64String(base64.GetValue<string>())));
                return clear is { } bytes ? Parse(bytes) : null;
            case JsonObject members:
                var open = new JsonObject();
                foreach (var (name, value) in members)
                {
                    open[name] = await Open(consult, value);
                }

                return open;
            case JsonArray items:
                var array = new JsonArray();
                foreach (var item in items)
                {
                    array.Add(await Open(consult, item));
                }

                return array;
            default:
                return node?.DeepClone();
        }
    }

    // Records are sealed as JSON, reasons as plain text.
    private static JsonNode? Parse(ReadOnlyMemory<byte> clear)
    {
        try
        {
            return JsonNode.Parse(clear.Span);
        }
        catch (JsonException)
        {
            return JsonValue.Create(System.Text.Encoding.UTF8.GetString(clear.Span));
        }
    }
}
