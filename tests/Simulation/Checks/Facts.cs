using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Consults;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>What the journal's events add up to, folded apart from the product's rows.</summary>
internal sealed class Facts(TimeProvider clock)
{
    private readonly SortedDictionary<ProviderId, List<ProviderFact>> _providers = [];
    private readonly HashSet<ConsultId> _ended = [];
    private readonly Dictionary<(ProviderId Provider, Modality Modality), int> _held = [];

    /// <summary>The consults that have not ended.</summary>
    public SortedDictionary<ConsultId, Consult> Open { get; } = [];

    public IEnumerable<ProviderState> Providers => _providers.Values.Select(p => p[^1].State);

    public int Ended => _ended.Count;

    public bool Has(ConsultId consult) => Open.ContainsKey(consult) || _ended.Contains(consult);

    public ConsultFact OfConsult(RecordedEvent recorded)
    {
        var id = ConsultId.Of(recorded.Stream);
        if (_ended.Contains(id))
        {
            throw new Domain.InvariantBrokenException("Nothing happens to a consult that has ended.");
        }

        var before = Open.GetValueOrDefault(id, Consult.None);
        var @event = ConsultEventCodec.Decode(recorded);
        var after = before.Apply(@event, recorded.At);
        CountHeld(before, -1);
        if (after.Status.IsEnded())
        {
            Open.Remove(id);
            _ended.Add(id);
        }
        else
        {
            Open[id] = after;
            CountHeld(after, 1);
        }

        return new ConsultFact(id, @event, recorded.At, before, after);
    }

    public ProviderState OfProvider(RecordedEvent recorded)
    {
        var id = ProviderId.Of(recorded.Stream);
        var before = _providers.TryGetValue(id, out var facts) ? facts[^1].State : null;
        var after = ProviderState.Apply(before, ProviderEvents.Decode(recorded), recorded.At);
        if (facts is null)
        {
            _providers.Add(id, facts = []);
        }

        facts.Add(new ProviderFact(clock.GetUtcNow(), after));
        return after;
    }

    /// <summary>How many open consults of this modality the provider serves or is offered.</summary>
    public int HeldBy(ProviderId provider, Modality modality) => _held.GetValueOrDefault((provider, modality));

    /// <summary>The provider as it is; null when there is none.</summary>
    public ProviderState? Find(ProviderId provider) =>
        _providers.TryGetValue(provider, out var facts) ? facts[^1].State : null;

    /// <summary>The provider as it was at any instant from one to another, by the world's clock, with the first instant at which it was so.</summary>
    public IEnumerable<(DateTimeOffset From, ProviderState State)> Between(ProviderId provider, DateTimeOffset from, DateTimeOffset to)
    {
        var facts = _providers.GetValueOrDefault(provider, []);
        for (var i = facts.Count - 1; i >= 0; i--)
        {
            if (facts[i].At <= to)
            {
                yield return (facts[i].At > from ? facts[i].At : from, facts[i].State);
            }

            if (facts[i].At <= from)
            {
                yield break;
            }
        }
    }

    private void CountHeld(Consult consult, int by)
    {
        var servedBy = consult.ServedBy;
        if (servedBy is { } server)
        {
            Count(server);
        }

        for (var i = 0; i < consult.OpenOffers.Length; i++)
        {
            var provider = consult.OpenOffers[i].Provider;
            var isCounted = provider == servedBy;
            for (var earlier = 0; earlier < i && !isCounted; earlier++)
            {
                isCounted = consult.OpenOffers[earlier].Provider == provider;
            }

            if (!isCounted)
            {
                Count(provider);
            }
        }

        void Count(ProviderId provider)
        {
            var key = (provider, consult.Ticket.Requirements.Modality);
            _held[key] = _held.GetValueOrDefault(key) + by;
        }
    }

    private sealed record ProviderFact(DateTimeOffset At, ProviderState State);
}
