namespace Dispatch.Client.Contract;

/// <summary>How many consults a provider serves at once.</summary>
public sealed record Capacity(int Live, int Async, Attention? Attention = null);
