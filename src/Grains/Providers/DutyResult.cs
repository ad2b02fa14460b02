namespace Dispatch.Grains.Providers;

[GenerateSerializer, Immutable, Alias("duty-result")]
public abstract record DutyResult
{
    private DutyResult()
    {
    }

    /// <summary>Durable.</summary>
    [GenerateSerializer, Immutable, Alias("duty-result.done")]
    public sealed record Done([property: Id(0)] ProviderView Provider) : DutyResult;

    [GenerateSerializer, Immutable, Alias("duty-result.suspended")]
    public sealed record Suspended : DutyResult;

    /// <summary>The provider has no licence that is valid today.</summary>
    [GenerateSerializer, Immutable, Alias("duty-result.no-valid-license")]
    public sealed record NoValidLicense : DutyResult;

    /// <summary>None of the modalities asked for is among the profile's.</summary>
    [GenerateSerializer, Immutable, Alias("duty-result.no-such-modality")]
    public sealed record NoSuchModality : DutyResult;

    [GenerateSerializer, Immutable, Alias("duty-result.not-connected")]
    public sealed record NotConnected : DutyResult;
}
