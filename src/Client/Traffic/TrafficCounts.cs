namespace Dispatch.Client.Traffic;

/// <summary>The figures of one status line. Latencies are null until something was offered.</summary>
/// <param name="Requests">Answered 201.</param>
/// <param name="Waiting">Answered 201 and neither accepted nor ended, as far as this traffic knows.</param>
/// <param name="OpenOffers">Offers that are neither answered, rescinded nor past their time.</param>
public sealed record TrafficCounts(
    long Requests,
    int Waiting,
    int OpenOffers,
    TimeSpan? OfferLatencyP50,
    TimeSpan? OfferLatencyP99,
    long Completed,
    long Errors);
