using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Grains.Consults;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation;

/// <summary>Asks for consults under idempotency keys, repeats requests, cancels some.</summary>
internal sealed class SimulatedClinic(World world, Chance chance)
{
    private const int AttemptsMax = 8;
    private readonly ClinicId _id = world.Ids.New<ClinicId>();
    private int _keys;

    public async Task Live()
    {
        var busyness = chance.Seconds(8, 30).TotalSeconds;
        while (!world.IsQuiet)
        {
            await world.Delay(chance.Seconds(0, 2 * busyness));
            world.Start(AskOnce);
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

        var requirements = HardRequirements.For(chance.Of(Population.States), modality, [service]);
        var priority = chance.Hits(0.2) ? Priority.Urgent : Priority.Routine;
        if (await Insist(node => Request(node, key, requirements, priority)) is not { } consult)
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
                world.History.Add(consult.Value, "cancel answered", result.GetType().Name);
                return consult;
            });
        }
    }

    private async Task<ConsultId> Request(Node node, IdempotencyKey key, HardRequirements requirements, Priority priority)
    {
        var now = world.Clock.GetJournalNow();
        var preferences = chance.Hits(0.2) ? new SoftPreferences(null, now + TimeSpan.FromSeconds(5), Language: "es") : SoftPreferences.None;
        var ticket = new Ticket(
            world.Ids.New<ConsultId>(),
            _id,
            priority,
            now,
            SlaPromises.DefaultFor(requirements.Modality).From(now),
            requirements,
            preferences);
        var request = new ConsultRequest(ticket, null, SimulatedVault.Wrap("patient"u8), key);
        var result = await node.Call(g => g.GetGrain<IConsultGrain>(ticket.Consult.Value).Request(request));
        var consult = result switch
        {
            RequestResult.Accepted => ticket.Consult,
            RequestResult.Repeated repeated => repeated.Consult,
            _ => default,
        };
        world.History.Add(ticket.Consult.Value, "request answered", $"{result.GetType().Name} {consult}");
        world.Checks.Accepted($"{_id}/{key.Key}", consult);
        return consult;
    }

    private async Task<ConsultId?> Insist(Func<Node, Task<ConsultId>> act)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (world.Node is { } node)
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
