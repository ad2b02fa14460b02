namespace Dispatch.Api.Hubs;

/// <summary>A message of a provider's stream as it is sent: once made, for all of the provider's sockets.</summary>
public sealed record ProviderPush(long Seq, string Method, object Message);
