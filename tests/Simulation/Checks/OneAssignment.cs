using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>At most one provider serves a consult at any time; only that one starts, completes or is released.</summary>
internal sealed class OneAssignment(World world) : Rule(world)
{
    private readonly Dictionary<ConsultId, (int Number, ProviderId Provider)> _current = [];

    public override void On(ConsultFact fact)
    {
        var current = _current.TryGetValue(fact.Id, out var held) ? held : default;
        switch (fact.Event)
        {
            case ConsultAssigned assigned when current.Number != 0:
                Break($"{fact.Id} {current.Provider} {assigned.Offer.Provider}", "Two serve it at a time.");
                break;
            case ConsultAssigned assigned:
                _current[fact.Id] = (assigned.Number, assigned.Offer.Provider);
                break;
            case ConsultStarted started when started.Number != current.Number:
                Break(fact.Id.Value, $"Assignment {started.Number} started, {current.Number} is the current one.");
                break;
            case ConsultCompleted completed when (completed.Number, completed.Provider) != current:
                Break(fact.Id.Value, $"{completed.Provider} completed assignment {completed.Number}, not {current}.");
                break;
            case ConsultReleased released when released.Number != current.Number:
                Break(fact.Id.Value, $"Assignment {released.Number} released, {current.Number} is the current one.");
                break;
            case ConsultExpired when current.Number != 0:
                Break($"{fact.Id} {current.Provider}", "Expired while served.");
                break;
            case ConsultCompleted or ConsultReleased or ConsultCancelled:
                _current.Remove(fact.Id);
                break;
        }
    }
}
