namespace Dispatch.Client.Contract;

/// <summary>What live consults and reviews share, in units of a provider's attention.</summary>
public sealed record Attention(int Total, int LiveCost, int AsyncCost, int ReservedForLive = 0);
