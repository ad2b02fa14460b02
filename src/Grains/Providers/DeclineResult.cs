using Dispatch.Domain.Consults;

namespace Dispatch.Grains.Providers;

[GenerateSerializer, Immutable, Alias("decline-result")]
public abstract record DeclineResult
{
    private DeclineResult()
    {
    }

    /// <summary>The slot is free. A repeat says so again.</summary>
    [GenerateSerializer, Immutable, Alias("decline-result.declined")]
    public sealed record Declined : DeclineResult;

    [GenerateSerializer, Immutable, Alias("decline-result.gone")]
    public sealed record Gone([property: Id(0)] GoneReason Reason) : DeclineResult;
}
