using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using Dispatch.Domain.States;

namespace Dispatch.Hosting.Nodes;

/// <summary>What a provider has to say to the pool of one of its states.</summary>
/// <param name="Stamp">Of the newest news of a provider.</param>
/// <param name="Candidate">Null when it can take nothing there now.</param>
[GenerateSerializer, Immutable, Alias("provider-news")]
public sealed record ProviderNews(
    [property: Id(0)] StateCode State,
    [property: Id(1)] ProviderId Provider,
    [property: Id(2)] long Stamp,
    [property: Id(3)] Candidate? Candidate);
