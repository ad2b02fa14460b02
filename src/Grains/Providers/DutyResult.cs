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

    /// <summary>Shifts are required, and the provider has none now.</summary>
    /// <param name="NextStart">Of the next shift; null when none is planned within two weeks.</param>
    [GenerateSerializer, Immutable, Alias("duty-result.outside-shift")]
    public sealed record OutsideShift([property: Id(0)] DateTimeOffset? NextStart) : DutyResult;
}
