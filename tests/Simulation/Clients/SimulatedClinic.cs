using Dispatch.Domain.Consults;
using Dispatch.Domain.Hours;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.Settings;
using Dispatch.Domain.Sla;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Pools;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation;

/// <summary>Asks for consults under idempotency keys, as the server does for it; repeats requests, cancels some.</summary>
internal sealed class SimulatedClinic(World world, Chance chance, int number)
{
    private const int AttemptsMax = 8;
    private const double FloodFactor = 15;
    private static readonly TimeSpan FloodFor = TimeSpan.FromSeconds(20);
    private readonly ClinicId _id = new TypeIdSource(world.Clock, chance.For("id")).New<ClinicId>();
    private readonly ServiceHours _hours = ClinicHours.Of(world.Scenario, chance.For("hours"));
    private int _keys;

    public async Task Live()
    {
        var scenario = world.Scenario;
        var floodAt = number == 0 && scenario.Has(Fault.Flood) ? chance.Seconds(10, scenario.Length.TotalSeconds / 2) : TimeSpan.MaxValue;
        while (true)
        {
            var floods = world.Clock.Elapsed > floodAt && world.Clock.Elapsed < floodAt + FloodFor;
            var perSecond = scenario.ConsultsPerSecond / scenario.Clinics * (floods ? FloodFactor : 1);
            await world.Delay(chance.Exponential(1 / perSecond));
            if (world.IsClosed)
            {
                return;
            }

            if (world.MayAskOnceMore())
            {
                world.Do(AskOnce);
            }
        }
    }

    private async Task AskOnce()
    {
        var key = new IdempotencyKey($"key-{++_keys}", $"hash-{_keys}");
        var modality = chance.Hits(0.7) ? Modality.Live : Modality.Async;
        ServiceId service;
        do
        {
            service = chance.Of(Population.Services);
        }
        while (!ServiceCatalog.Get(service).Modalities.Contains(modality));

        var requirements = HardRequirements.For(chance.Of(world.States), modality, [service]);
        var priority = chance.Hits(0.2) ? Priority.Urgent : Priority.Routine;
        var impatient = world.Scenario.Has(Fault.Clients);
        if (impatient && chance.Hits(0.05))
        {
            // A second click before the first was answered.
            world.Do(() => Insist(node => Request(node, key, requirements, priority)));
        }

        if (await Insist(node => Request(node, key, requirements, priority)) is not { } consult || !impatient)
        {
            return;
        }

        if (chance.Hits(0.1))
        {
            await world.Delay(chance.Seconds(0, 5));
            await Insist(node => Request(node, key, requirements, priority));
        }

        if (chance.Hits(0.15))
        {
            await world.Delay(chance.Seconds(0, 60));
            await Insist(async node =>
            {
                var result = await node.Call(g => g.GetGrain<IConsultGrain>(consult.Value).Cancel(ClosedBy.Clinic, "changed"));
                world.History.Add(consult.Value, "cancel answered", $"{result.GetType().Name}");
                return consult;
            });
        }
    }

    private async Task<ConsultId> Request(Node node, IdempotencyKey key, HardRequirements requirements, Priority priority)
    {
        var now = node.Time.GetJournalNow();
        var opensAt = _hours.IsOpen(now) ? null : _hours.NextOpening(now);
        var since = opensAt ?? now;
        var settings = node.Settings;
        var terms = SlaTerms.For(
            settings.Find(SlaPolicyKind.Instance, SettingScope.Of(_id)),
            settings.Find(SlaPolicyKind.Instance, SettingScope.Default),
            requirements.Services,
            requirements.Modality);
        var sla = terms.Promises.From(since);
        var preferences = chance.Hits(0.2)
            ? new SoftPreferences(
                chance.Hits(0.3) ? chance.Of(world.Providers).Id : null,
                (terms.Ladder ?? SlaLadder.Default).PreferencesInForceUntil(since, sla),
                Language: "es")
            : SoftPreferences.None;
        var ticket = new Ticket(node.Ids.New<ConsultId>(), _id, priority, now, sla, requirements, preferences, terms.Ladder)
        {
            OpensAt = opensAt,
        };
        var request = new ConsultRequest(ticket, null, SimulatedVault.Wrap("patient"u8), key);
        world.Checks.Asked($"{_id}/{key.Key}", ticket.Consult);
        var result = await node.Call(g => g.GetGrain<IConsultGrain>(ticket.Consult.Value).Request(request));
        var consult = result switch
        {
            RequestResult.Accepted => ticket.Consult,
            RequestResult.Repeated repeated => repeated.Consult,
            _ => default,
        };
        world.History.Add(ticket.Consult.Value, "request answered", $"{result.GetType().Name} {consult}");
        world.Checks.Accepted($"{_id}/{key.Key}", consult);
        if (chance.Hits(0.1))
        {
            world.Do(() => Look(node, ticket));
        }

        return consult;
    }

    /// <summary>Its place in line, which the answer tells and which nothing depends on.</summary>
    private async Task Look(Node node, Ticket ticket)
    {
        try
        {
            await node.Call(g => g.GetGrain<IStateLicensePoolGrain>(ticket.Requirements.State.Value).Look(ticket.Order, _id));
        }
        catch (Exception fault) when (WorldFaults.Includes(fault))
        {
            // A silent pool costs the answer its place in line.
        }
    }

    private async Task<ConsultId?> Insist(Func<Node, Task<ConsultId>> act)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (world.AnyNode(chance) is { } node)
            {
                try
                {
                    return await act(node);
                }
                catch (Exception fault) when (WorldFaults.Includes(fault))
                {
                    // As a client does: the same key again.
                }
            }

            await world.Delay(chance.Seconds(0.5, 4));
        }

        return null;
    }
}
