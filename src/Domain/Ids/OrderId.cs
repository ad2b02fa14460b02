using System.Text.Json.Serialization;

namespace Dispatch.Domain.Ids;

/// <summary>Names one patient-specific order. Written <c>ord_…</c>; see <see cref="TypeId"/>. <c>default</c> is no id.</summary>
[GenerateSerializer, Immutable, Alias("id.ord")]
[JsonConverter(typeof(IdJsonConverter<OrderId>))]
public readonly record struct OrderId([property: Id(0)] string Value) : IEntityId<OrderId>
{
    public static string Prefix => "ord";

    public static OrderId Of(string value) => new(value);

    /// <summary>False when the text is not an id of this kind.</summary>
    public static bool TryParse(string? text, out OrderId id)
    {
        var valid = TypeId.IsValid(Prefix, text);
        id = valid ? new OrderId(text!) : default;
        return valid;
    }

    public int CompareTo(OrderId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
