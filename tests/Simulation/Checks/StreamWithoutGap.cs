using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>
/// A provider's page sees numbers that grow by one, a new activation's first one apart, which grows all the same.
/// </summary>
internal sealed class StreamWithoutGap(World world) : Rule(world)
{
    private readonly Dictionary<ProviderId, long> _last = [];
    private readonly HashSet<ProviderId> _mayLeap = [];

    public override void Reactivated(ProviderId provider) => _mayLeap.Add(provider);

    public override void Received(ProviderId provider, long seq)
    {
        var last = _last.GetValueOrDefault(provider);
        if (seq <= last)
        {
            Break(provider.Value, $"{seq} after {last}.");
        }
        else if (seq != last + 1 && !_mayLeap.Remove(provider))
        {
            Break(provider.Value, $"{seq} after {last}, within one activation.");
        }

        _last[provider] = seq;
    }

    public override void Resumed(ProviderId provider, long seq)
    {
        var last = _last.GetValueOrDefault(provider);
        if (seq < last)
        {
            Break(provider.Value, $"A snapshot at {seq} after {last}.");
        }

        _mayLeap.Remove(provider);
        _last[provider] = seq;
    }
}
