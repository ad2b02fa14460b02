namespace Dispatch.Client.Contract;

/// <summary>What a provider orders for one service. Which members are filled depends on the service.</summary>
public sealed record OrderLine
{
    public required string Service { get; init; }

    public string? Drug { get; init; }

    public string? Form { get; init; }

    public string? Strength { get; init; }

    public string? Dose { get; init; }

    public string? Route { get; init; }

    public string? Frequency { get; init; }

    /// <summary>In units of <see cref="Form"/>.</summary>
    public decimal? Quantity { get; init; }

    public int? Refills { get; init; }

    public int? DaysSupply { get; init; }

    public string? Directions { get; init; }

    public bool? SubstitutionAllowed { get; init; }

    public string? Pharmacy { get; init; }

    public string? Product { get; init; }

    public IReadOnlyList<string>? Areas { get; init; }

    /// <summary>Units of <see cref="Product"/> that may be given in all.</summary>
    public decimal? MaximumUnits { get; init; }

    /// <summary>The last day on which the order may be carried out.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Fitzpatrick type, <c>I</c> to <c>VI</c>.</summary>
    public string? SkinType { get; init; }

    public string? DeviceClass { get; init; }

    public IReadOnlyList<string>? Contraindications { get; init; }
}
