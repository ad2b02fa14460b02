namespace Dispatch.Domain.Pools;

/// <summary>The bounds of one <see cref="WaitingLine"/>. How many tickets it may hold is its owner's to limit.</summary>
public sealed record WaitingLineLimits
{
    public static WaitingLineLimits Default { get; } = new();

    /// <summary>Tickets of one clinic that stand at their place by priority and deadline; what it has beyond stands
    /// behind everybody's. So no clinic's tickets are behind more than this many of another's that came later, as long
    /// as it has no more waiting itself. Default 32.</summary>
    public int FrontPerClinic { get; init; } = 32;

    /// <summary>Providers that one consult remembers as excluded; the oldest exclusion gives way. Default 64.</summary>
    public int ExclusionsPerTicket { get; init; } = 64;

    /// <summary>Tickets, and as many candidates again, that a <see cref="MatchReason"/> lists. Default 8.</summary>
    public int PassedOverRecorded { get; init; } = 8;

    /// <summary>Longest idle candidates whose licences are weighed under
    /// <see cref="DistributionPolicy.LeastFlexible"/>. Default 64.</summary>
    public int FlexibilityWindow { get; init; } = 64;

    /// <summary>Candidates that a question under <see cref="DistributionPolicy.LongestIdle"/> moves back because they have served since
    /// they were listed. Default 16.</summary>
    public int MovedBackPerQuestion { get; init; } = 16;

    /// <summary>Providers who are no candidates now but whose last offer is remembered for
    /// <see cref="DistributionPolicy.RoundRobin"/>; those asked least recently are forgotten. Default 4,096.</summary>
    public int AbsentProvidersRemembered { get; init; } = 4096;

    /// <summary>Kinds of requirements and of capabilities kept although no ticket or candidate has them, each.
    /// Default 256.</summary>
    public int IdleKindsKept { get; init; } = 256;

    /// <summary>Objects of clinics that have nothing in line any more, kept for those that come. Default 256.</summary>
    public int SpareSharesKept { get; init; } = 256;

    /// <summary>Objects of tickets that left, kept for those that come. Default 1,024.</summary>
    public int SpareTicketsKept { get; init; } = 1024;
}
