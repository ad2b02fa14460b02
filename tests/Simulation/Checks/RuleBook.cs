using System.Collections.Immutable;
using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>All rules, told of everything that happens.</summary>
internal sealed class RuleBook(World world)
{
    private readonly ImmutableArray<Rule> _rules = RulesOf(world);

    public static TimeSpan TickInterval { get; } = TimeSpan.FromMilliseconds(100);

    public Facts Facts { get; } = new();

    public bool NothingIsOpen() => Facts.Consults.Values.All(c => c.Status.IsEnded());

    public void Recorded(RecordedEvent recorded)
    {
        try
        {
            if (recorded.Stream.StartsWith(ConsultId.Prefix, StringComparison.Ordinal))
            {
                var fact = Facts.OfConsult(recorded);
                world.History.Add(fact.Id.Value, recorded.Type, $"v{recorded.Version} {fact.After.Status} {AboutOf(fact)}");
                Tell(r => r.On(fact));
            }
            else
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

    public void Accepted(string key, ConsultId consult) => Tell(r => r.Accepted(key, consult));

    public void Reactivated(ProviderId provider) => Tell(r => r.Reactivated(provider));

    public void Received(ProviderId provider, long seq) => Tell(r => r.Received(provider, seq));

    public void Resumed(ProviderId provider, long seq) => Tell(r => r.Resumed(provider, seq));

    public void Tick() => Tell(r => r.Tick());

    public void End() => Tell(r => r.End());

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
            new AcceptedRequestsEnd(world),
            new OneAssignment(world),
            new WithinCapacity(world),
            new HardRequirementsMet(world),
            new StreamWithoutGap(world),
            new RowsEqualFold(world),
            new ClaimsEqualAssignments(world),
        ];
        if (!world.Scenario.WithFaults)
        {
            rules.Add(new WorkConserving(world));
            rules.Add(new OffersAtOnce(world));
        }

        return [.. rules];
    }

    private static string AboutOf(ConsultFact fact) => fact.Event switch
    {
        Domain.Consults.Events.OfferMade e => $"{e.Offer.Id} {e.Offer.Provider}",
        Domain.Consults.Events.OfferDeclined e => $"{e.Offer} {e.Provider}",
        Domain.Consults.Events.OfferExpired e => $"{e.Offer} {e.Provider}",
        Domain.Consults.Events.OfferRescinded e => $"{e.Offer} {e.Provider} {e.Reason}",
        Domain.Consults.Events.ConsultAssigned e => $"#{e.Number} {e.Offer.Id} {e.Offer.Provider} slot {e.Slot}",
        Domain.Consults.Events.ConsultReleased e => $"#{e.Number} {e.Reason}",
        Domain.Consults.Events.ConsultExpired e => $"{e.Reason}",
        Domain.Consults.Events.ConsultEscalated e => $"{e.Promise} {e.Percent} {e.Action}",
        Domain.Consults.Events.ConsultRequested e =>
            $"{e.Ticket.Requirements.State} {e.Ticket.Requirements.Modality} {string.Join('+', e.Ticket.Requirements.Services)}",
        _ => $"#{fact.After.Number}",
    };
}
