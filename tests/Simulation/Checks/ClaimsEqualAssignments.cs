using System.Numerics;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>A served consult holds the claims of its slot and its units, and nobody holds any other.</summary>
internal sealed class ClaimsEqualAssignments(World world) : Rule(world)
{
    // The product's names, written down once more: what takes no claims would name none here either.
    private const string Scope = "slot";
    private const int UnitsMax = 32;

    public override void On(ConsultFact fact)
    {
        if (fact.Before.ServedBy is { } before && !fact.After.Status.IsServed())
        {
            foreach (var key in Keys(before, fact.Before))
            {
                if (HolderOf(key) == fact.Id.Value)
                {
                    Break($"{fact.Id} {before}", $"Still holds {key} while {fact.After.Status}.");
                }
            }
        }

        if (fact.After.ServedBy is { } provider && !fact.Before.Status.IsServed())
        {
            foreach (var key in Keys(provider, fact.After))
            {
                if (HolderOf(key) != fact.Id.Value)
                {
                    Break($"{fact.Id} {provider}", $"{key} is held by {HolderOf(key) ?? "nobody"}.");
                }
            }
        }
    }

    public override void Ended()
    {
        var served = Facts.Open.Values
            .Where(c => c.Status.IsServed())
            .Sum(c => 1 + BitOperations.PopCount((uint)c.Units));
        var claimed = World.Tables.Claims.Keys.Count(c => c.Scope == Scope);
        if (served != claimed)
        {
            Break("slots", $"{claimed} claims for {served} slots and units of assignments.");
        }
    }

    private string? HolderOf(string key) => World.Tables.Claims.GetValueOrDefault((Scope, key))?.Holder;

    private static IEnumerable<string> Keys(ProviderId provider, Consult consult)
    {
        var modality = consult.Ticket.Requirements.Modality == Modality.Live ? "live" : "async";
        yield return $"{provider}/{modality}/{consult.Slot}";
        for (var unit = 0; unit < UnitsMax; unit++)
        {
            if ((consult.Units & (1 << unit)) != 0)
            {
                yield return $"{provider}/attention/{unit}";
            }
        }
    }
}
