using Dispatch.Domain.Consults;
using Dispatch.Domain.States;

namespace Dispatch.Grains.Pools;

/// <summary>One entry of the state board: what a provider who becomes free needs to know of a line.</summary>
/// <param name="Head">Of the first ticket in line; null when nobody waits.</param>
/// <param name="Available">Candidates that the pool lists.</param>
/// <param name="OldestWaiting">When the consult that waits longest was asked for: not always the head; null when nobody waits.</param>
[GenerateSerializer, Immutable, Alias("state-line")]
public sealed record StateLine(
    [property: Id(0)] StateCode State,
    [property: Id(1)] int Waiting,
    [property: Id(2)] TicketOrder? Head,
    [property: Id(3)] int Available,
    [property: Id(4)] DateTimeOffset? OldestWaiting = null);
