using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>
/// A consult that was answered is durable at that moment and ends; so does one whose answer was lost. One idempotency key
/// is one consult.
/// </summary>
internal sealed class AcceptedRequestsEnd(World world) : Rule(world)
{
    private readonly Dictionary<string, ConsultId> _answered = new(StringComparer.Ordinal);

    public override void Accepted(string key, ConsultId consult)
    {
        if (consult.Value is null || !World.Checks.Facts.Consults.ContainsKey(consult))
        {
            Break($"{key} {consult}", "Answered, and not in the journal.");
        }
        else if (_answered.TryGetValue(key, out var first) && first != consult)
        {
            Break($"{key} {first} {consult}", "One key was answered with two consults.");
        }

        _answered[key] = consult;
    }

    public override void End()
    {
        foreach (var (id, consult) in World.Checks.Facts.Consults)
        {
            if (!consult.Status.IsEnded())
            {
                Break(id.Value, $"Still {consult.Status} after {Scenario.Convergence} without faults.");
            }
        }
    }
}
