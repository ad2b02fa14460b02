using Dispatch.Domain.States;

namespace Dispatch.Grains.Pools;

/// <summary>Which pools this process pings where several processes host grains. Thread-safe.</summary>
public interface IPoolShare
{
    bool Contains(StateCode state);
}
