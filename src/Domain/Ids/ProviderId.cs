using System.Text.Json.Serialization;

namespace Dispatch.Domain.Ids;

/// <summary>Names one provider. Written <c>prv_…</c>; see <see cref="TypeId"/>. <c>default</c> is no id.</summary>
[GenerateSerializer, Immutable, Alias("id.prv")]
[JsonConverter(typeof(IdJsonConverter<ProviderId>))]
public readonly record struct ProviderId([property: Id(0)] string Value) : IEntityId<ProviderId>
{
    public static string Prefix => "prv";

    public static ProviderId Of(string value) => new(value);

    /// <summary>False when the text is not an id of this kind.</summary>
    public static bool TryParse(string? text, out ProviderId id)
    {
        var valid = TypeId.IsValid(Prefix, text);
        id = valid ? new ProviderId(text!) : default;
        return valid;
    }

    public int CompareTo(ProviderId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
