namespace Dispatch.Api.Providers;

/// <summary>What live consults and reviews share, in units of attention.</summary>
/// <param name="LiveCost">Units that a live consult takes.</param>
/// <param name="AsyncCost">Units that a review takes.</param>
/// <param name="ReservedForLive">Units that reviews never take; default 0.</param>
public sealed record AttentionBody(int? Total, int? LiveCost, int? AsyncCost, int? ReservedForLive);
