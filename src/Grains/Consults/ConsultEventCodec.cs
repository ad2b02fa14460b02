using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Journal;

namespace Dispatch.Grains.Consults;

/// <summary>
/// A consult's events as the journal stores them: a stable type name and UTF-8 JSON. A name, once written, keeps its
/// meaning for ever.
/// </summary>
public static class ConsultEventCodec
{
    private static readonly (string Name, Type Type, JsonTypeInfo Info)[] Types =
    [
        ("consult.requested", typeof(ConsultRequested), ConsultEventJsonContext.Default.ConsultRequested),
        ("consult.assigned", typeof(ConsultAssigned), ConsultEventJsonContext.Default.ConsultAssigned),
        ("consult.started", typeof(ConsultStarted), ConsultEventJsonContext.Default.ConsultStarted),
        ("consult.completed", typeof(ConsultCompleted), ConsultEventJsonContext.Default.ConsultCompleted),
        ("consult.released", typeof(ConsultReleased), ConsultEventJsonContext.Default.ConsultReleased),
        ("consult.cancelled", typeof(ConsultCancelled), ConsultEventJsonContext.Default.ConsultCancelled),
        ("consult.expired", typeof(ConsultExpired), ConsultEventJsonContext.Default.ConsultExpired),
        ("consult.escalated", typeof(ConsultEscalated), ConsultEventJsonContext.Default.ConsultEscalated),
        ("offer.made", typeof(OfferMade), ConsultEventJsonContext.Default.OfferMade),
        ("offer.declined", typeof(OfferDeclined), ConsultEventJsonContext.Default.OfferDeclined),
        ("offer.expired", typeof(OfferExpired), ConsultEventJsonContext.Default.OfferExpired),
        ("offer.rescinded", typeof(OfferRescinded), ConsultEventJsonContext.Default.OfferRescinded),
    ];

    private static readonly Dictionary<Type, (string Name, JsonTypeInfo Info)> ByType =
        Types.ToDictionary(t => t.Type, t => (t.Name, t.Info));

    private static readonly Dictionary<string, JsonTypeInfo> ByName = Types.ToDictionary(t => t.Name, t => t.Info);

    public static NewEvent Encode(ConsultEvent @event, EventId id, DateTimeOffset at)
    {
        var (name, info) = ByType[@event.GetType()];
        return new NewEvent(id, name, at, JsonSerializer.SerializeToUtf8Bytes(@event, info));
    }

    /// <exception cref="InvalidDataException">The stream holds an event that this version does not know.</exception>
    public static ConsultEvent Decode(RecordedEvent recorded) => recorded.Decoded(Read);

    private static ConsultEvent Read(RecordedEvent recorded)
    {
        if (!ByName.TryGetValue(recorded.Type, out var info))
        {
            throw new InvalidDataException($"{recorded.Stream} holds an event of unknown type {recorded.Type}.");
        }

        return (ConsultEvent)JsonSerializer.Deserialize(recorded.Payload.Span, info)!;
    }
}
