using Dispatch.Domain.Consults;
using Dispatch.Grains.Consults;

namespace Dispatch.Grains.Providers;

[GenerateSerializer, Immutable, Alias("accept-result")]
public abstract record AcceptResult
{
    private AcceptResult()
    {
    }

    /// <summary>Durable: the provider serves the consult. A repeat says so again.</summary>
    [GenerateSerializer, Immutable, Alias("accept-result.assigned")]
    public sealed record Assigned([property: Id(0)] int Number, [property: Id(1)] ConsultView Consult) : AcceptResult;

    [GenerateSerializer, Immutable, Alias("accept-result.gone")]
    public sealed record Gone([property: Id(0)] GoneReason Reason) : AcceptResult;
}
