using System.Text.Json.Serialization;

namespace Dispatch.Domain.Ids;

/// <summary>Names one event of the journal. Written <c>evt_…</c>; see <see cref="TypeId"/>. <c>default</c> is no id.</summary>
[GenerateSerializer, Immutable, Alias("id.evt")]
[JsonConverter(typeof(IdJsonConverter<EventId>))]
public readonly record struct EventId([property: Id(0)] string Value) : IEntityId<EventId>
{
    public static string Prefix => "evt";

    public static EventId Of(string value) => new(value);

    /// <summary>False when the text is not an id of this kind.</summary>
    public static bool TryParse(string? text, out EventId id)
    {
        var valid = TypeId.IsValid(Prefix, text);
        id = valid ? new EventId(text!) : default;
        return valid;
    }

    public int CompareTo(EventId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
