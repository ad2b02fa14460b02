using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Consults;
using Dispatch.Journal;
using Dispatch.Journal.Vault;

namespace Dispatch.Api.Consults;

/// <summary>The events of one consult, what is sealed in them opened for the clinic.</summary>
public sealed class Timeline(IGrainFactory grains, IJournal journal, IPatientVault vault, PatientRecords records, ApiLimits limits)
{
    private const string Ciphertext = "ciphertext";
    private const string Offer = "offer";
    private const string MatchReason = "reason";
    private const string Record = "record";
    private const string Provider = "provider";
    private const string OfferEvents = "offer.";

    public async Task<TimelineEntryBody[]> Read(ConsultSummary consult, CancellationToken cancellationToken)
    {
        await grains.GetGrain<IConsultGrain>(consult.Id.Value).GetRecorded();
        var events = await journal.Read(consult.Id.Value, limit: limits.TimelineEvents, cancellationToken: cancellationToken);
        var entries = new TimelineEntryBody[events.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new TimelineEntryBody(
                events[i].Version, events[i].Type, events[i].At, await DataOf(consult, events[i]));
        }

        return entries;
    }

    /// <summary>
    /// The same for the provider who serves it: offers to others, and why they declined, are no business of theirs.
    /// </summary>
    public async Task<TimelineEntryBody[]> ReadFor(
        ProviderId provider, ConsultSummary consult, CancellationToken cancellationToken) =>
    [
        .. (await Read(consult, cancellationToken)).Where(entry =>
            !entry.Type.StartsWith(OfferEvents, StringComparison.Ordinal) || Names(entry.Data, provider)),
    ];

    private static bool Names(JsonElement data, ProviderId provider) =>
        (data.TryGetProperty(Offer, out var offer) && offer.ValueKind == JsonValueKind.Object ? offer : data)
            .TryGetProperty(Provider, out var named)
        && named.ValueKind == JsonValueKind.String
        && named.ValueEquals(provider.Value);

    private async ValueTask<JsonElement> DataOf(ConsultSummary consult, RecordedEvent recorded)
    {
        if (ConsultEventCodec.Decode(recorded) is ConsultRequested requested)
        {
            var record = await records.Open(consult, requested.Patient);
            return JsonSerializer.SerializeToElement(
                RequestedEventBody.Of(requested, record), ApiJson.Default.RequestedEventBody);
        }

        var opened = await Open(consult, null, JsonNode.Parse(recorded.Payload.Span));
        return JsonSerializer.SerializeToElement(opened, ApiJson.Default.JsonNode);
    }

    /// <summary>The same JSON with every sealed value replaced by what it holds; null for what cannot be opened any more.</summary>
    /// <param name="member">The name under which the node stands; null for the event itself.</param>
    private async ValueTask<JsonNode?> Open(ConsultSummary consult, string? member, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: 1 } sealedData when sealedData[Ciphertext] is JsonValue base64:
                var clear = await vault.Open(
                    consult.Clinic, consult.Id, new SealedData(Convert.FromBase64String(base64.GetValue<string>())));
                return clear is { } bytes ? Read(member, bytes) : null;
            case JsonObject members:
                var open = new JsonObject();
                foreach (var (name, value) in members)
                {
                    // Why this provider was asked names consults that were passed over: other clinics' among them.
                    if (member != Offer || name != MatchReason)
                    {
                        open[name] = await Open(consult, name, value);
                    }
                }

                return open;
            case JsonArray items:
                var array = new JsonArray();
                foreach (var item in items)
                {
                    array.Add(await Open(consult, member, item));
                }

                return array;
            default:
                return node?.DeepClone();
        }
    }

    // The record of a decision is sealed as JSON; reasons and notes as the text that was given.
    private static JsonNode? Read(string? member, ReadOnlyMemory<byte> clear) => member is Record
        ? JsonNode.Parse(clear.Span)
        : JsonValue.Create(Encoding.UTF8.GetString(clear.Span));
}
