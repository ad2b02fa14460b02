using Dispatch.Domain.Ids;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>
/// What a provider's page takes has numbers that grow by one, a snapshot apart, which never goes back. A page that misses
/// something can get it.
/// </summary>
internal sealed class StreamWithoutGap(World world) : Rule(world)
{
    private readonly Dictionary<ProviderId, long> _last = [];

    public override void Received(ProviderId provider, long seq)
    {
        var last = _last.GetValueOrDefault(provider);
        if (seq != last + 1)
        {
            Break(provider.Value, $"{seq} after {last}.");
        }

        _last[provider] = seq;
    }

    // Two activations of one provider number what they send each for itself; the page follows the higher numbers.
    public override void Dropped(ProviderId provider, ProviderMessage message, ProviderMessage? taken)
    {
        if (!World.Scenario.Has(Fault.Splits) && taken is not null && taken != message)
        {
            Break(provider.Value, $"{message.Seq} is {message.GetType().Name} and was {taken.GetType().Name}.");
        }
    }

    public override void Resumed(ProviderId provider, long seq)
    {
        var last = _last.GetValueOrDefault(provider);
        if (seq < last)
        {
            Break(provider.Value, $"A snapshot at {seq} after {last}.");
        }

        _last[provider] = seq;
    }
}
