using Dispatch.Domain.States;

namespace Dispatch.Grains.Pools;

/// <summary>The share of a process that is alone.</summary>
public sealed class EveryPool : IPoolShare
{
    public bool Contains(StateCode state) => true;
}
