using System.Numerics;
using Dispatch.Domain.Consults;
using Dispatch.Grains.Consults;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>A served consult holds the claim of its slot, and no consult holds any other slot.</summary>
internal sealed class ClaimsEqualAssignments(World world) : Rule(world)
{
    public override void On(ConsultFact fact)
    {
        var expected = fact.After is { ServedBy: { } provider, Ticket.Requirements.Modality: var modality }
            ? Named(Claims.Take(provider, modality, fact.After.Slot, fact.After.Units, fact.Id).Select(c => c.Key))
            : "";
        var held = Named(World.Store.Tables.Claims
            .Where(c => c.Key.Scope == Claims.SlotScope && c.Value.Holder == fact.Id.Value)
            .Select(c => c.Key.Key));
        if (held != expected)
        {
            Break(fact.Id.Value, $"Holds the claims '{held}' while {fact.After.Status}, expected '{expected}'.");
        }
    }

    public override void End()
    {
        var served = World.Checks.Facts.Consults.Values
            .Where(c => c.Status.IsServed())
            .Sum(c => 1 + BitOperations.PopCount((uint)c.Units));
        var claimed = World.Store.Tables.Claims.Keys.Count(c => c.Scope == Claims.SlotScope);
        if (served != claimed)
        {
            Break("slots", $"{claimed} claims for {served} assignments.");
        }
    }

    private static string Named(IEnumerable<string> keys) => string.Join(' ', keys.Order(StringComparer.Ordinal));
}
