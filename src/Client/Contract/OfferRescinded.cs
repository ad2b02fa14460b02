namespace Dispatch.Client.Contract;

public sealed record OfferRescinded(long Seq, string OfferId, string? Reason);
