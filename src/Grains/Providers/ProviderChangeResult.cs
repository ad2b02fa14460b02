namespace Dispatch.Grains.Providers;

[GenerateSerializer, Immutable, Alias("provider-change-result")]
public abstract record ProviderChangeResult
{
    private ProviderChangeResult()
    {
    }

    /// <summary>Durable.</summary>
    [GenerateSerializer, Immutable, Alias("provider-change-result.done")]
    public sealed record Done([property: Id(0)] ProviderView Provider) : ProviderChangeResult;

    [GenerateSerializer, Immutable, Alias("provider-change-result.unknown")]
    public sealed record Unknown : ProviderChangeResult;

    /// <summary>A provider with this id exists and differs.</summary>
    [GenerateSerializer, Immutable, Alias("provider-change-result.exists")]
    public sealed record Exists : ProviderChangeResult;
}
