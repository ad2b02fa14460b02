using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>However often a request is repeated, and to whichever node: one idempotency key is one consult.</summary>
internal sealed class OneConsultPerKey(World world) : Rule(world)
{
    private readonly Dictionary<ConsultId, string> _keys = [];
    private readonly Dictionary<string, ConsultId> _consults = new(StringComparer.Ordinal);

    public override void Asked(string key, ConsultId consult) => _keys[consult] = key;

    public override void On(ConsultFact fact)
    {
        if (fact.Event is not ConsultRequested)
        {
            return;
        }

        if (!_keys.Remove(fact.Id, out var key))
        {
            Break(fact.Id.Value, "Nobody asked for it.");
        }
        else if (!_consults.TryAdd(key, fact.Id))
        {
            Break($"{key} {_consults[key]} {fact.Id}", "One key led to two consults.");
        }
    }

    public override void Accepted(string key, ConsultId consult)
    {
        if (_consults.TryGetValue(key, out var first) && first != consult)
        {
            Break($"{key} {first} {consult}", "The key was answered with another consult than it led to.");
        }
    }
}
