using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>
/// A consult that was answered is durable at that moment, and ends: completed, cancelled or expired, with the reason. So
/// does one whose answer was lost.
/// </summary>
internal sealed class NothingLost(World world) : Rule(world)
{
    public override void Accepted(string key, ConsultId consult)
    {
        if (consult.Value is null || !Facts.Has(consult))
        {
            Break($"{key} {consult}", "Answered, and not in the journal.");
        }
    }

    public override void Ended()
    {
        foreach (var (id, consult) in Facts.Open)
        {
            Break(id.Value, $"Still {consult.Status}, and without faults and new requests none has ended for {Scenario.Convergence}.");
        }
    }
}
