using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>
/// Without faults a consult is out with no more providers than its ladder allows, and with each of them once. Facts about
/// offers come one after the other, so a moment of both the old and the new is not counted.
/// </summary>
internal sealed class OffersAtOnce(World world) : Rule(world)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private readonly Dictionary<ConsultId, TimeSpan> _since = [];

    public override void Tick()
    {
        foreach (var consult in Facts.Open.Values)
        {
            if (!consult.Status.IsUnassigned() || IsWithin(consult))
            {
                _since.Remove(consult.Ticket.Consult);
            }
            else if (_since.TryAdd(consult.Ticket.Consult, World.Clock.Elapsed))
            {
                continue;
            }
            else if (World.Clock.Elapsed - _since[consult.Ticket.Consult] > Limit)
            {
                Break(consult.Ticket.Consult.Value, $"Is out with {string.Join(' ', consult.OpenOffers.Select(o => o.Provider))}.");
            }
        }
    }

    private static bool IsWithin(Consult consult) =>
        consult.OpenOffers.Length <= consult.ToOpenConsult().OffersAtOnce
        && consult.OpenOffers.Select(o => o.Provider).Distinct().Count() == consult.OpenOffers.Length;
}
