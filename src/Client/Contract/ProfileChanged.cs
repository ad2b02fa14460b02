namespace Dispatch.Client.Contract;

/// <summary>The provider was suspended or reinstated, or its licences were replaced.</summary>
public sealed record ProfileChanged(long Seq);
