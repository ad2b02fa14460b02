using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Simulation;

/// <summary>What a provider does with offers and consults.</summary>
internal sealed partial class SimulatedProvider
{
    private const int AttemptsMax = 100;

    private readonly HashSet<OfferId> _seen = [];
    private readonly SortedDictionary<OfferId, OpenOffer> _shown = [];
    private readonly HashSet<(ConsultId Consult, int Number)> _serving = [];
    private readonly HashSet<(ConsultId Consult, int Number)> _forgotten = [];
    private readonly SortedDictionary<ConsultId, ImmutableArray<ServiceId>> _started = [];

    /// <summary>The offers that the page shows with the clock running, whatever the store knows of them.</summary>
    public IEnumerable<OpenOffer> Shown(DateTimeOffset now) => _shown.Values.Where(o => o.Offer.ExpiresAt > now);

    private bool IsDifficult => !isReliable && world.Scenario.Has(Fault.Clients);

    private bool IsHasty => world.Scenario.Has(Fault.Clients) && !world.IsCalm;

    private async Task React(OpenOffer open)
    {
        var ignores = IsDifficult && !world.IsCalm && chance.Hits(0.1);
        var refuses = IsDifficult && chance.Hits(0.1);
        var isLate = world.Scenario.Has(Fault.Clients) && !world.IsCalm && chance.Hits(0.05);
        await world.Delay(isLate ? chance.Seconds(28, 60) : chance.Seconds(0.3, 8));
        if (ignores || Node is null)
        {
            return;
        }

        if (refuses)
        {
            await Insist(async node =>
            {
                world.Checks.Declining(Id, open.Ticket.Consult);
                var answer = await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).Decline(open.Offer.Id, "busy"));
                _shown.Remove(open.Offer.Id);
                Say("decline answered", open.Ticket.Consult, answer);
                return true;
            });
            return;
        }

        await Insist(async node =>
        {
            world.Checks.Accepting(Id, open.Ticket.Consult);
            var answer = await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).Accept(open.Offer.Id));
            _shown.Remove(open.Offer.Id);
            Say("accept answered", open.Ticket.Consult, answer);
            if (answer is AcceptResult.Assigned assigned)
            {
                Assigned(assigned.Consult.Summary);
                if (chance.Hits(0.2))
                {
                    world.Do(Look);
                }
            }

            return true;
        });
    }

    private void Assigned(ConsultSummary consult)
    {
        // Who never starts a live consult loses it after minutes; an async one would be theirs for a day.
        if (IsDifficult && !world.IsCalm && consult is { Modality: Modality.Live, Status: ConsultStatus.Assigned } && chance.Hits(0.03))
        {
            _forgotten.Add((consult.Id, consult.Number));
        }

        world.Do(() => Serve(consult.Id, consult.Number, consult.Services));
    }

    private async Task Serve(ConsultId consult, int number, ImmutableArray<ServiceId> services)
    {
        if (_forgotten.Contains((consult, number)) || !_serving.Add((consult, number)))
        {
            return;
        }

        await world.Delay(chance.Seconds(0.5, 6));
        if (IsDifficult && !world.IsCalm && chance.Hits(0.1))
        {
            await Insist(async node =>
            {
                var answer = await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).Release(consult, "later"));
                Say("release answered", consult, answer);
                if (answer is ReleaseResult.Gone)
                {
                    _serving.Remove((consult, number));
                }

                return true;
            });
            return;
        }

        // Forgotten at once when it fails: the snapshot that brings it back may come at any time.
        if (!await Insist(node => Start(node, consult)))
        {
            _serving.Remove((consult, number));
            return;
        }

        _started[consult] = services;
        await world.Delay(chance.Seconds(5, 40));
        _started.Remove(consult);
        if (!await Insist(node => Complete(node, consult, services)))
        {
            _serving.Remove((consult, number));
        }
    }

    /// <summary>
    /// What the page shows to be served. One that the provider forgot to begin may have been begun all the same, by a start of the assignment
    /// before that lay somewhere until now: who sees it in progress goes on with it.
    /// </summary>
    private void Seen(HeldAssignment held)
    {
        if (held.Status is ConsultStatus.InProgress)
        {
            _forgotten.Remove((held.Ticket.Consult, held.Number));
        }

        world.Do(() => Serve(held.Ticket.Consult, held.Number, held.Ticket.Requirements.Services));
    }

    /// <summary>Licences or a suspension changed: what is in service is signed before it is taken away. It is signed again later.</summary>
    private void SignAtOnce()
    {
        foreach (var (consult, services) in _started)
        {
            world.Do(() => Insist(node => Complete(node, consult, services)));
        }
    }

    private async Task<bool> Start(Node node, ConsultId consult)
    {
        Say("start answered", consult, await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).Start(consult)));
        return true;
    }

    private async Task<bool> Complete(Node node, ConsultId consult, ImmutableArray<ServiceId> services)
    {
        var completion = new Completion(Decision.Approved, true, services, SimulatedVault.Wrap("record"u8));
        world.Checks.Completing(Id, consult);
        var answer = await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).Complete(consult, completion));
        Say("complete answered", consult, answer);
        if (answer is CompleteResult.Gone)
        {
            // As far as that grain knew. A page shows what it is shown: if it comes again, it is served again.
            _serving.RemoveWhere(s => s.Consult == consult);
        }

        return answer is not CompleteResult.NotStarted || (await Start(node, consult) && await Complete(node, consult, services));
    }

    private void Say(string what, ConsultId consult, object answer) =>
        world.History.Add(Id.Value, what, $"{consult} {answer.GetType().Name}");

    /// <summary>Again after a fault, and when the socket is back.</summary>
    private async Task<bool> Insist(Func<Node, Task<bool>> act)
    {
        for (var attempt = 0; attempt < AttemptsMax && !world.IsOver; attempt++)
        {
            if (Node is not null && await Try(node => act(node)))
            {
                return true;
            }

            await world.Delay(chance.Seconds(0.5, 5));
        }

        return false;
    }
}
