namespace Dispatch.Client.Contract;

/// <summary>All that a provider holds, sent when what was missed is no longer kept event by event.</summary>
public sealed record ProviderSnapshot
{
    public long Seq { get; init; }

    public string? Duty { get; init; }

    public IReadOnlyList<OfferMade> Offers { get; init; } = [];

    public IReadOnlyList<ProviderConsult> Consults { get; init; } = [];
}
