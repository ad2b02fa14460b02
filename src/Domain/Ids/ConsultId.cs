using System.Text.Json.Serialization;

namespace Dispatch.Domain.Ids;

/// <summary>Names one consult. Written <c>cns_…</c>; see <see cref="TypeId"/>. <c>default</c> is no id.</summary>
[GenerateSerializer, Immutable, Alias("id.cns")]
[JsonConverter(typeof(IdJsonConverter<ConsultId>))]
public readonly record struct ConsultId([property: Id(0)] string Value) : IEntityId<ConsultId>
{
    public static string Prefix => "cns";

    public static ConsultId Of(string value) => new(value);

    /// <summary>False when the text is not an id of this kind.</summary>
    public static bool TryParse(string? text, out ConsultId id)
    {
        var valid = TypeId.IsValid(Prefix, text);
        id = valid ? new ConsultId(text!) : default;
        return valid;
    }

    public int CompareTo(ConsultId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
