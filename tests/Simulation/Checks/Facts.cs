using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Consults;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>What the journal's events add up to, folded apart from the product's rows.</summary>
internal sealed class Facts
{
    private readonly SortedDictionary<ProviderId, List<ProviderState>> _providers = [];

    public SortedDictionary<ConsultId, Consult> Consults { get; } = [];

    public IEnumerable<ProviderState> Providers => _providers.Values.Select(p => p[^1]);

    public ConsultFact OfConsult(RecordedEvent recorded)
    {
        var id = ConsultId.Of(recorded.Stream);
        var before = Consults.GetValueOrDefault(id, Consult.None);
        var @event = ConsultEventCodec.Decode(recorded);
        var after = before.Apply(@event, recorded.At);
        Consults[id] = after;
        return new ConsultFact(id, @event, recorded.At, before, after);
    }

    public ProviderState OfProvider(RecordedEvent recorded)
    {
        var id = ProviderId.Of(recorded.Stream);
        var before = _providers.TryGetValue(id, out var states) ? states[^1] : null;
        var after = ProviderState.Apply(before, ProviderEvents.Decode(recorded), recorded.At);
        if (states is null)
        {
            _providers.Add(id, states = []);
        }

        states.Add(after);
        return after;
    }

    /// <summary>The provider as it was at this instant; null when there was none.</summary>
    public ProviderState? ProviderAt(ProviderId provider, DateTimeOffset at) =>
        _providers.TryGetValue(provider, out var states) ? states.LastOrDefault(s => s.UpdatedAt <= at) : null;
}
