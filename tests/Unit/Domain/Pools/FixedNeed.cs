using Dispatch.Domain.Pools;
using Dispatch.Domain.States;

namespace Dispatch.Tests.Unit.Domain.Pools;

/// <summary>A need per state that a test sets; 0 elsewhere.</summary>
internal sealed class FixedNeed : ILicenseNeed
{
    private readonly Dictionary<string, double> _needs = [];

    public double this[string state]
    {
        set => _needs[state] = value;
    }

    public double In(StateCode state) => _needs.GetValueOrDefault(state.Value);
}
