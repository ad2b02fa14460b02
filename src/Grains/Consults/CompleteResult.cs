using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Services;

namespace Dispatch.Grains.Consults;

[GenerateSerializer, Immutable, Alias("complete-result")]
public abstract record CompleteResult
{
    private CompleteResult()
    {
    }

    /// <summary>Durable: the consult has ended with this decision. A repeat says so again.</summary>
    /// <param name="Order">Null unless approved.</param>
    [GenerateSerializer, Immutable, Alias("complete-result.completed")]
    public sealed record Completed([property: Id(0)] OrderId? Order, [property: Id(1)] ConsultView Consult) : CompleteResult;

    [GenerateSerializer, Immutable, Alias("complete-result.gone")]
    public sealed record Gone([property: Id(0)] GoneReason Reason) : CompleteResult;

    /// <summary>It must be started first.</summary>
    [GenerateSerializer, Immutable, Alias("complete-result.not-started")]
    public sealed record NotStarted : CompleteResult;

    /// <summary>A decision without its justification is refused.</summary>
    [GenerateSerializer, Immutable, Alias("complete-result.not-justified")]
    public sealed record NotJustified : CompleteResult;

    /// <summary>An approval needs an order for each service that was asked for, and for no other.</summary>
    [GenerateSerializer, Immutable, Alias("complete-result.orders-do-not-match")]
    public sealed record OrdersDoNotMatch(
        [property: Id(0)] ImmutableArray<ServiceId> Missing,
        [property: Id(1)] ImmutableArray<ServiceId> NotAskedFor) : CompleteResult;

    /// <summary>The provider may not sign: a hard requirement is not met at this moment.</summary>
    [GenerateSerializer, Immutable, Alias("complete-result.not-eligible")]
    public sealed record NotEligible([property: Id(0)] UnmetRequirement Requirement) : CompleteResult;

    /// <summary>The provider's licences or suspension are not those that the caller knows: only between grains.</summary>
    [GenerateSerializer, Immutable, Alias("complete-result.standing-changed")]
    public sealed record StandingChanged : CompleteResult;
}
