using Dispatch.Domain.Providers;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>
/// As long as a provider has one activation, its offers and assignments together are never more than its slots.
/// </summary>
internal sealed class OneOfferPerSlot(World world) : Rule(world)
{
    public override void Saw(ProviderView view)
    {
        if (World.Scenario.Has(Fault.Splits))
        {
            return;
        }

        foreach (var modality in (Modality[])[Modality.Live, Modality.Async])
        {
            string[] held =
            [
                .. view.Offers.Where(o => o.Ticket.Requirements.Modality == modality).Select(o => $"offer of {o.Ticket.Consult}"),
                .. view.Assignments.Where(a => a.Ticket.Requirements.Modality == modality).Select(a => $"{a.Ticket.Consult} in {a.Slot}"),
            ];
            if (held.Length > view.Profile.Capacity.Of(modality))
            {
                Break(view.Profile.Id.Value, $"{view.Profile.Capacity.Of(modality)} {modality} slots hold {string.Join(", ", held)}.");
            }
        }
    }
}
