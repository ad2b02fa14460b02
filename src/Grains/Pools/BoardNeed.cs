using Dispatch.Domain.Pools;
using Dispatch.Domain.States;

namespace Dispatch.Grains.Pools;

/// <summary>How much a state needs providers, from the state board: who waits per provider who is free.</summary>
public sealed class BoardNeed(StateBoard board) : ILicenseNeed
{
    public double In(StateCode state)
    {
        var line = board.Of(state);
        return (double)line.Waiting / (line.Available + 1);
    }
}
