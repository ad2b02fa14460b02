namespace Dispatch.LoadTests.Measuring;

/// <summary>One number that a run found.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Null when it could not be measured, which misses every limit.</param>
/// <param name="Unit">Of the value and the limit.</param>
/// <param name="AtMost">What it may come to; null for no such limit.</param>
/// <param name="AtLeast">What it has to come to; null for no such limit.</param>
public sealed record Figure(string Name, double? Value, string Unit, double? AtMost = null, double? AtLeast = null)
{
    public bool IsLimited => AtMost is not null || AtLeast is not null;

    public bool IsMet => !IsLimited || (Value is { } value && !(value > AtMost) && !(value < AtLeast));
}
