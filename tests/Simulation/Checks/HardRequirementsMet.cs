using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>
/// Whoever is offered a consult, accepts it or signs it meets every hard requirement at that moment. The check of an
/// acceptance or a signature lies between the call of the page and the durable event: somewhere there they must be met.
/// </summary>
/// <remarks>
/// A second activation of a provider, which only a split of the cluster makes, hears of a suspension or of new licences
/// late. The store fences what it accepts and signs; what it offers meanwhile nobody can take on. Where there are splits, an
/// offer counts by requirements that were met within <see cref="Stale"/>.
/// </remarks>
internal sealed class HardRequirementsMet(World world) : Rule(world)
{
    // Two clocks differ by at most twice what one is wrong by.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(5);
    private readonly Dictionary<(ProviderId Provider, ConsultId Consult), DateTimeOffset> _accepting = [];
    private readonly Dictionary<(ProviderId Provider, ConsultId Consult), DateTimeOffset> _completing = [];

    private DateTimeOffset Now => World.Clock.GetUtcNow();

    private TimeSpan Staleness => World.Scenario.Has(Fault.Splits) ? Stale : TimeSpan.Zero;

    private TimeSpan Tolerance => World.Scenario.Has(Fault.Skew) ? Skew : TimeSpan.Zero;

    public override void Accepting(ProviderId provider, ConsultId consult) => _accepting.TryAdd((provider, consult), Now);

    public override void Completing(ProviderId provider, ConsultId consult) => _completing.TryAdd((provider, consult), Now);

    public override void On(ConsultFact fact)
    {
        switch (fact.Event)
        {
            case OfferMade { Offer: var offer }:
                Check(fact, offer.Provider, offer.OfferedAt - Staleness, offer.OfferedAt, "Offered to");
                break;
            case ConsultAssigned { Offer.Provider: var provider }:
                Check(fact, provider, Take(_accepting, provider, fact.Id), Now, "Accepted by");
                break;
            case ConsultCompleted { Provider: var provider }:
                Check(fact, provider, Take(_completing, provider, fact.Id), Now, "Signed by");
                break;
        }
    }

    private DateTimeOffset Take(
        Dictionary<(ProviderId Provider, ConsultId Consult), DateTimeOffset> begun, ProviderId provider, ConsultId consult) =>
        begun.Remove((provider, consult), out var at) ? at : Now;

    private void Check(ConsultFact fact, ProviderId provider, DateTimeOffset from, DateTimeOffset to, string what)
    {
        var requirements = fact.After.Ticket.Requirements;
        foreach (var (at, state) in Facts.Between(provider, from - Tolerance, to + Tolerance))
        {
            if (requirements.FirstUnmetBy(state.Profile, state.Suspended, at) is null)
            {
                return;
            }
        }

        Break($"{fact.Id} {provider}", $"{what} somebody who does not meet {requirements} from {from:O} to {to:O}.");
    }
}
