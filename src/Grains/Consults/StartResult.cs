using Dispatch.Domain.Consults;

namespace Dispatch.Grains.Consults;

[GenerateSerializer, Immutable, Alias("start-result")]
public abstract record StartResult
{
    private StartResult()
    {
    }

    /// <summary>Durable: the consult is in progress. A repeat says so again.</summary>
    [GenerateSerializer, Immutable, Alias("start-result.done")]
    public sealed record Done([property: Id(0)] ConsultView Consult) : StartResult;

    [GenerateSerializer, Immutable, Alias("start-result.gone")]
    public sealed record Gone([property: Id(0)] GoneReason Reason) : StartResult;
}
