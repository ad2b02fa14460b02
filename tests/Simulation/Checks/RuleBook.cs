using System.Collections.Immutable;
using Dispatch.Domain;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Providers;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>All rules, told of everything that happens.</summary>
internal sealed class RuleBook(World world)
{
    private readonly ImmutableArray<Rule> _rules = RulesOf(world);

    public static TimeSpan TickInterval { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The names of all rules, in the order in which they are told.</summary>
    public IEnumerable<string> Names => _rules.Select(r => r.GetType().Name);

    public Facts Facts { get; } = new(world.Clock);

    public void Recorded(RecordedEvent recorded)
    {
        try
        {
            foreach (var rule in _rules)
            {
                rule.On(recorded);
            }

            if (recorded.Stream.StartsWith(ConsultId.Prefix, StringComparison.Ordinal))
            {
                var fact = Facts.OfConsult(recorded);
                world.History.Add(fact.Id.Value, recorded.Type, $"v{recorded.Version} {fact.After.Status} {AboutOf(fact)}");
                foreach (var rule in _rules)
                {
                    rule.On(fact);
                }
            }
            else if (recorded.Stream.StartsWith(ProviderId.Prefix, StringComparison.Ordinal))
            {
                var state = Facts.OfProvider(recorded);
                world.History.Add(recorded.Stream, recorded.Type, $"v{recorded.Version} {state.Duty}");
            }
        }
        catch (InvariantBrokenException broken)
        {
            world.Report("LegalMoves", recorded.Stream, $"{recorded.Type} v{recorded.Version}: {broken.Message}");
        }
    }

    public void Asked(string key, ConsultId consult) => Tell(r => r.Asked(key, consult));

    public void Accepted(string key, ConsultId consult) => Tell(r => r.Accepted(key, consult));

    public void Accepting(ProviderId provider, ConsultId consult) => Tell(r => r.Accepting(provider, consult));

    public void Declining(ProviderId provider, ConsultId consult) => Tell(r => r.Declining(provider, consult));

    public void Completing(ProviderId provider, ConsultId consult) => Tell(r => r.Completing(provider, consult));

    public void Saw(ProviderView view) => Tell(r => r.Saw(view));

    public void Received(ProviderId provider, long seq) => Tell(r => r.Received(provider, seq));

    public void Dropped(ProviderId provider, ProviderMessage message, ProviderMessage? taken) =>
        Tell(r => r.Dropped(provider, message, taken));

    public void Resumed(ProviderId provider, long seq) => Tell(r => r.Resumed(provider, seq));

    public void Tick() => Tell(r => r.Tick());

    public void Ended() => Tell(r => r.Ended());

    public void Slept() => Tell(r => r.Slept());

    private void Tell(Action<Rule> what)
    {
        foreach (var rule in _rules)
        {
            what(rule);
        }
    }

    private static ImmutableArray<Rule> RulesOf(World world)
    {
        List<Rule> rules =
        [
            new NothingLost(world),
            new OneConsultPerKey(world),
            new OneAssignment(world),
            new WithinCapacity(world),
            new OneOfferPerSlot(world),
            new HardRequirementsMet(world),
            new StreamWithoutGap(world),
            new RowsEqualFold(world),
            new ClaimsEqualAssignments(world),
            new ChainVerifies(world),
            new PromisesKept(world),
            new WorkConserving(world),
            new NoGrainStaysForNothing(world),
        ];
        if (world.Scenario.IsExact)
        {
            rules.Add(new OffersAtOnce(world));
            rules.Add(new InOrder(world));
        }

        return [.. rules];
    }

    private static string AboutOf(ConsultFact fact) => fact.Event switch
    {
        OfferMade e => $"{e.Offer.Id} {e.Offer.Provider}",
        OfferDeclined e => $"{e.Offer} {e.Provider}",
        OfferExpired e => $"{e.Offer} {e.Provider}",
        OfferRescinded e => $"{e.Offer} {e.Provider} {e.Reason}",
        ConsultAssigned e => $"#{e.Number} {e.Offer.Id} {e.Offer.Provider} slot {e.Slot}",
        ConsultReleased e => $"#{e.Number} {e.Reason}",
        ConsultExpired e => $"{e.Reason}",
        ConsultEscalated e => $"{e.Promise} {e.Percent} {e.Action}",
        ConsultRequested e =>
            $"{e.Ticket.Requirements.State} {e.Ticket.Requirements.Modality} {string.Join('+', e.Ticket.Requirements.Services)}",
        _ => $"#{fact.After.Number}",
    };
}
