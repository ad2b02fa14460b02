using System.Text.Json.Serialization;

namespace Dispatch.Domain.Ids;

/// <summary>Names one clinic. Written <c>cli_…</c>; see <see cref="TypeId"/>. <c>default</c> is no id.</summary>
[GenerateSerializer, Immutable, Alias("id.cli")]
[JsonConverter(typeof(IdJsonConverter<ClinicId>))]
public readonly record struct ClinicId([property: Id(0)] string Value) : IEntityId<ClinicId>
{
    public static string Prefix => "cli";

    public static ClinicId Of(string value) => new(value);

    /// <summary>False when the text is not an id of this kind.</summary>
    public static bool TryParse(string? text, out ClinicId id)
    {
        var valid = TypeId.IsValid(Prefix, text);
        id = valid ? new ClinicId(text!) : default;
        return valid;
    }

    public int CompareTo(ClinicId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
