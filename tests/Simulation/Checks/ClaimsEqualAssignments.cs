using Dispatch.Domain.Consults;
using Dispatch.Grains.Consults;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>A served consult holds the claim of its slot, and no consult holds any other slot.</summary>
internal sealed class ClaimsEqualAssignments(World world) : Rule(world)
{
    public override void On(ConsultFact fact)
    {
        var expected = fact.After is { ServedBy: { } provider, Ticket.Requirements.Modality: var modality, Slot: var slot }
            ? Claims.Slot(provider, modality, slot, fact.Id).Key
            : "";
        var held = string.Join(' ', World.Store.Tables.Claims
            .Where(c => c.Key.Scope == Claims.SlotScope && c.Value.Holder == fact.Id.Value)
            .Select(c => c.Key.Key));
        if (held != expected)
        {
            Break(fact.Id.Value, $"Holds the claims '{held}' while {fact.After.Status}, expected '{expected}'.");
        }
    }

    public override void End()
    {
        var served = World.Checks.Facts.Consults.Values.Count(c => c.Status.IsServed());
        var claimed = World.Store.Tables.Claims.Keys.Count(c => c.Scope == Claims.SlotScope);
        if (served != claimed)
        {
            Break("slots", $"{claimed} claims for {served} assignments.");
        }
    }
}
