namespace Dispatch.Api.Operations;

/// <summary>Offers of the last hour by what became of them, of all processes together; as much as they remember.</summary>
/// <param name="Made">Those that reached a provider.</param>
public sealed record OfferCountsBody(long Made, long Accepted, long Declined, long Expired, long Rescinded)
{
    public static OfferCountsBody None { get; } = new(0, 0, 0, 0, 0);
}
