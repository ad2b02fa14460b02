using Dispatch.Domain.Consults;

namespace Dispatch.Grains.Providers;

/// <summary>What accepting an offer comes to before the consult is asked.</summary>
public abstract record AcceptStep
{
    private AcceptStep()
    {
    }

    /// <summary>A slot is reserved: ask the consult.</summary>
    public sealed record Ask(HeldOffer Held) : AcceptStep;

    /// <summary>The offer was accepted before.</summary>
    public sealed record Already(HeldAssignment Assignment) : AcceptStep;

    public sealed record Gone(GoneReason Reason) : AcceptStep;

    /// <summary>A hard requirement is not met any more; the slot is free.</summary>
    /// <param name="Dropped">The open offer that ended with it; null when it had ended before.</param>
    public sealed record NotEligible(UnmetRequirement Requirement, HeldOffer? Dropped) : AcceptStep;
}
