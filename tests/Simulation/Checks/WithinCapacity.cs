using System.Numerics;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>A provider's assignments lie in different slots of its capacity and hold different units of its attention.</summary>
internal sealed class WithinCapacity(World world) : Rule(world)
{
    private readonly Dictionary<(ProviderId Provider, Modality Modality, int Slot), ConsultId> _slots = [];
    private readonly Dictionary<ProviderId, int> _units = [];

    public override void On(ConsultFact fact)
    {
        if (fact.Before.ServedBy is { } before && !fact.After.Status.IsServed())
        {
            _slots.Remove((before, fact.Before.Ticket.Requirements.Modality, fact.Before.Slot));
            _units[before] = _units.GetValueOrDefault(before) & ~fact.Before.Units;
        }

        if (fact.Event is not ConsultAssigned { Offer.Provider: var provider, Slot: var slot, Units: var units })
        {
            return;
        }

        var modality = fact.After.Ticket.Requirements.Modality;
        var profile = Facts.Find(provider)!.Profile;
        CheckUnits(fact.Id, provider, profile.Capacity.Attention, modality, units);
        var capacity = profile.Capacity.Of(modality);
        if (slot < 0 || slot >= capacity)
        {
            Break($"{provider} {fact.Id}", $"Slot {slot} of {capacity}.");
        }
        else if (!_slots.TryAdd((provider, modality, slot), fact.Id))
        {
            Break($"{provider} {fact.Id} {_slots[(provider, modality, slot)]}", $"Slot {slot} is held twice.");
        }
    }

    private void CheckUnits(ConsultId consult, ProviderId provider, AttentionBudget? attention, Modality modality, int units)
    {
        var held = _units.GetValueOrDefault(provider);
        var allowed = attention is null ? 0
            : modality == Modality.Live ? (1 << attention.Total) - 1
            : (1 << (attention.Total - attention.ReservedForLive)) - 1;
        if ((units & held) != 0
            || (units & ~allowed) != 0
            || BitOperations.PopCount((uint)units) != (attention?.CostOf(modality) ?? 0))
        {
            Break($"{provider} {consult}", $"Attention {units:b} for {modality} while {held:b} is held.");
        }

        _units[provider] = held | units;
    }
}
