using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;

namespace Dispatch.Tests.Unit.Domain.Pools;

/// <summary>What a test sets; nothing is known of others.</summary>
internal sealed class FixedIdleTimes : IIdleTimes
{
    private readonly Dictionary<ProviderId, DateTimeOffset> _times = [];

    public DateTimeOffset this[string name]
    {
        set => _times[LineSamples.Provider(name)] = value;
    }

    public DateTimeOffset? Since(ProviderId provider) => _times.TryGetValue(provider, out var since) ? since : null;
}
