using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>Whoever is offered a consult, accepts it or signs it meets every hard requirement at that moment.</summary>
internal sealed class HardRequirementsMet(World world) : Rule(world)
{
    public override void On(ConsultFact fact)
    {
        switch (fact.Event)
        {
            case OfferMade made:
                Check(fact, made.Offer.Provider, made.Offer.OfferedAt, "Offered to");
                break;
            case ConsultAssigned assigned:
                Check(fact, assigned.Offer.Provider, fact.At, "Accepted by");
                break;
            case ConsultCompleted completed:
                Check(fact, completed.Provider, fact.At, "Signed by");
                break;
        }
    }

    private void Check(ConsultFact fact, ProviderId provider, DateTimeOffset at, string what)
    {
        var state = World.Checks.Facts.ProviderAt(provider, at);
        var requirements = fact.After.Ticket.Requirements;
        if (state is null || requirements.FirstUnmetBy(state.Profile, state.Suspended, at) is not null)
        {
            Break($"{fact.Id} {provider}", $"{what} somebody who does not meet {requirements} at {at:O}.");
        }
    }
}
