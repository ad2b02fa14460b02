namespace Dispatch.Domain.Pools;

/// <summary>A ticket or a candidate that came before in order and was not taken.</summary>
/// <param name="Id">A consult's or a provider's id.</param>
[GenerateSerializer, Immutable, Alias("passed-over")]
public sealed record PassedOver([property: Id(0)] string Id, [property: Id(1)] PassedOverReason Reason);
