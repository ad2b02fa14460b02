namespace Dispatch.Api.Hubs;

/// <summary>
/// <c>ProfileChanged</c>: what <c>GET /v1/provider</c> answers has changed: the provider was suspended or reinstated, or its
/// licences were replaced.
/// </summary>
public sealed record ProfileChangedMessage(long Seq);
