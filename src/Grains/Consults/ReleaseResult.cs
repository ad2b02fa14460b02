using Dispatch.Domain.Consults;

namespace Dispatch.Grains.Consults;

[GenerateSerializer, Immutable, Alias("release-result")]
public abstract record ReleaseResult
{
    private ReleaseResult()
    {
    }

    /// <summary>Durable: the consult waits again.</summary>
    [GenerateSerializer, Immutable, Alias("release-result.done")]
    public sealed record Done([property: Id(0)] ConsultView Consult) : ReleaseResult;

    [GenerateSerializer, Immutable, Alias("release-result.gone")]
    public sealed record Gone([property: Id(0)] GoneReason Reason) : ReleaseResult;
}
