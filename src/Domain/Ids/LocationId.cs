using System.Text.Json.Serialization;

namespace Dispatch.Domain.Ids;

/// <summary>Names one location of a clinic. Written <c>loc_…</c>; see <see cref="TypeId"/>. <c>default</c> is no id.</summary>
[GenerateSerializer, Immutable, Alias("id.loc")]
[JsonConverter(typeof(IdJsonConverter<LocationId>))]
public readonly record struct LocationId([property: Id(0)] string Value) : IEntityId<LocationId>
{
    public static string Prefix => "loc";

    public static LocationId Of(string value) => new(value);

    /// <summary>False when the text is not an id of this kind.</summary>
    public static bool TryParse(string? text, out LocationId id)
    {
        var valid = TypeId.IsValid(Prefix, text);
        id = valid ? new LocationId(text!) : default;
        return valid;
    }

    public int CompareTo(LocationId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
