using System.Text.Json.Serialization;

namespace Dispatch.Domain.Ids;

/// <summary>Names one offer. Written <c>off_…</c>; see <see cref="TypeId"/>. <c>default</c> is no id.</summary>
[GenerateSerializer, Immutable, Alias("id.off")]
[JsonConverter(typeof(IdJsonConverter<OfferId>))]
public readonly record struct OfferId([property: Id(0)] string Value) : IEntityId<OfferId>
{
    public static string Prefix => "off";

    public static OfferId Of(string value) => new(value);

    /// <summary>False when the text is not an id of this kind.</summary>
    public static bool TryParse(string? text, out OfferId id)
    {
        var valid = TypeId.IsValid(Prefix, text);
        id = valid ? new OfferId(text!) : default;
        return valid;
    }

    public int CompareTo(OfferId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
