using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>A provider's assignments lie in different slots of its capacity.</summary>
internal sealed class WithinCapacity(World world) : Rule(world)
{
    private readonly Dictionary<(ProviderId Provider, Modality Modality, int Slot), ConsultId> _slots = [];

    public override void On(ConsultFact fact)
    {
        if (fact.Before.ServedBy is { } before && !fact.After.Status.IsServed())
        {
            _slots.Remove((before, fact.Before.Ticket.Requirements.Modality, fact.Before.Slot));
        }

        if (fact.Event is not ConsultAssigned { Offer.Provider: var provider, Slot: var slot })
        {
            return;
        }

        var modality = fact.After.Ticket.Requirements.Modality;
        var capacity = World.Checks.Facts.ProviderAt(provider, fact.At)!.Profile.Capacity.Of(modality);
        if (slot < 0 || slot >= capacity)
        {
            Break($"{provider} {fact.Id}", $"Slot {slot} of {capacity}.");
        }
        else if (!_slots.TryAdd((provider, modality, slot), fact.Id))
        {
            Break($"{provider} {fact.Id} {_slots[(provider, modality, slot)]}", $"Slot {slot} is held twice.");
        }
    }
}
