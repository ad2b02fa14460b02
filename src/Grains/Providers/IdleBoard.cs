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
    private readonly ConcurrentDictionary<ProviderId, long> _ticks = new();

    public DateTimeOffset? Since(ProviderId provider) =>
        _ticks.TryGetValue(provider, out var ticks) ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public void Idle(ProviderId provider, DateTimeOffset since) => _ticks[provider] = since.UtcTicks;

    public void Busy(ProviderId provider) => _ticks[provider] = DateTimeOffset.MaxValue.UtcTicks;

    public void Forget(ProviderId provider) => _ticks.TryRemove(provider, out _);
}
