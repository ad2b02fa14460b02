using System.Collections.Immutable;
using Dispatch.Domain.Ids;

namespace Dispatch.Grains.Providers;

[GenerateSerializer, Immutable, Alias("provider-change-result")]
public abstract record ProviderChangeResult
{
    private ProviderChangeResult()
    {
    }

    /// <summary>Durable.</summary>
    /// <param name="Released">Consults that the provider served and may not serve any more.</param>
    /// <param name="Rescinded">Open offers that the provider may not take any more.</param>
    [GenerateSerializer, Immutable, Alias("provider-change-result.done")]
    public sealed record Done(
        [property: Id(0)] ProviderView Provider,
        [property: Id(1)] ImmutableArray<ConsultId> Released,
        [property: Id(2)] ImmutableArray<OfferId> Rescinded) : ProviderChangeResult;

    [GenerateSerializer, Immutable, Alias("provider-change-result.unknown")]
    public sealed record Unknown : ProviderChangeResult;

    /// <summary>A provider with this id exists and differs.</summary>
    [GenerateSerializer, Immutable, Alias("provider-change-result.exists")]
    public sealed record Exists : ProviderChangeResult;

    /// <summary>Another provider has this NPI.</summary>
    [GenerateSerializer, Immutable, Alias("provider-change-result.npi-taken")]
    public sealed record NpiTaken : ProviderChangeResult;
}
