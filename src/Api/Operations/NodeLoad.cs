namespace Dispatch.Api.Operations;

/// <summary>What a process says of itself to the others.</summary>
/// <param name="Offers">Of the last hour by state.</param>
public sealed record NodeLoad(NodeBody Node, RatesBody Rates, IReadOnlyDictionary<string, OfferCountsBody> Offers);
