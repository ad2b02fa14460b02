using Dispatch.Domain.Consults;

namespace Dispatch.Grains.Consults;

[GenerateSerializer, Immutable, Alias("assign-result")]
public abstract record AssignResult
{
    private AssignResult()
    {
    }

    /// <summary>Durable: the provider of the offer serves the consult, under this assignment number.</summary>
    [GenerateSerializer, Immutable, Alias("assign-result.assigned")]
    public sealed record Assigned([property: Id(0)] int Number, [property: Id(1)] ConsultView Consult) : AssignResult;

    [GenerateSerializer, Immutable, Alias("assign-result.gone")]
    public sealed record Gone([property: Id(0)] GoneReason Reason) : AssignResult;

    /// <summary>Another consult holds the slot in the store.</summary>
    [GenerateSerializer, Immutable, Alias("assign-result.slot-taken")]
    public sealed record SlotTaken([property: Id(0)] string Holder) : AssignResult;

    /// <summary>The provider's licences or suspension are not those that the caller knows.</summary>
    [GenerateSerializer, Immutable, Alias("assign-result.standing-changed")]
    public sealed record StandingChanged : AssignResult;
}
