using System.Collections.Concurrent;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;

namespace Dispatch.Grains.Providers;

/// <summary>
/// Since when the providers are idle whose grains live in this process. The pools of this process look here before they ask one, who
/// would only answer that it is less idle than another by now, or busy. One per process, an entry per active provider; thread-safe.
/// </summary>
public sealed class IdleBoard : IIdleTimes
{
    private static readonly long BusyTicks = DateTimeOffset.MaxValue.UtcTicks;
    private static readonly long AskedTicks = BusyTicks - 1;

    private readonly ConcurrentDictionary<ProviderId, long> _ticks = new();

    public DateTimeOffset? Since(ProviderId provider) =>
        _ticks.TryGetValue(provider, out var ticks) ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public void Idle(ProviderId provider, DateTimeOffset since) => _ticks[provider] = since.UtcTicks;

    public void Busy(ProviderId provider) => _ticks[provider] = BusyTicks;

    /// <summary>A pool asks: to the others the provider is busy until it says what came of it.</summary>
    public void Asked(ProviderId provider)
    {
        if (_ticks.TryGetValue(provider, out var ticks))
        {
            _ticks.TryUpdate(provider, AskedTicks, ticks);
        }
    }

    /// <summary>The provider answered, or nobody did. One who said nothing here does not live in this process any more.</summary>
    public void Answered(ProviderId provider) => _ticks.TryRemove(KeyValuePair.Create(provider, AskedTicks));

    public void Forget(ProviderId provider) => _ticks.TryRemove(provider, out _);
}
