using System.Text.Json.Serialization;

namespace Dispatch.Domain.States;

/// <summary>A state's two capital letters: one of the 50 or DC. <c>default</c> is no state.</summary>
[GenerateSerializer, Immutable, Alias("state-code")]
[JsonConverter(typeof(StateCodeJsonConverter))]
public readonly record struct StateCode([property: Id(0)] string Value) : IComparable<StateCode>
{
    /// <summary>False when the text is not a code of <see cref="StateCatalog"/>; case matters.</summary>
    public static bool TryParse(string? text, out StateCode code)
    {
        code = text is null ? default : new StateCode(text);
        return text is not null && StateCatalog.Contains(code);
    }

    public int CompareTo(StateCode other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
