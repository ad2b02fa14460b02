using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Dispatch.Domain.Hours;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Settings;
using Dispatch.Domain.Sla;
using Dispatch.Grains.Providers;
using Dispatch.Journal;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Simulation;

/// <summary>
/// Suspends and reinstates providers, replaces licences, edits policies and shifts. The first provider is left alone:
/// somebody must remain.
/// </summary>
internal sealed class Operator(World world, Chance chance)
{
    private static readonly ImmutableArray<string> SlaPolicies =
    [
        """{"rules":[]}""",
        """{"rules":[{"modality":"live","promises":{"firstOfferSeconds":5,"acceptSeconds":30,"startSeconds":60}}]}""",
        """
        {"rules":[{"promises":{"firstOfferSeconds":4,"acceptSeconds":20,"giveUpSeconds":900},"steps":[
        {"promise":"firstOffer","percent":40,"action":"offerToTwo"},{"promise":"acceptance","percent":50,"action":"offerToThree"}]}]}
        """,
    ];

    public async Task Live()
    {
        List<Func<Task>> kinds = [];
        Add(Fault.Standing, Suspend);
        Add(Fault.Standing, ReplaceLicenses);
        Add(Fault.Policies, ChangePromises);
        Add(Fault.Policies, ChangeDistribution);
        Add(Fault.Hours, ReplaceShifts);
        Add(Fault.Hours, RequireShifts);
        while (kinds.Count > 0)
        {
            await world.Delay(chance.Seconds(2, 40));
            if (world.IsCalm)
            {
                await MakeGood();
                return;
            }

            await chance.Of(kinds)();
        }

        void Add(Fault fault, Func<Task> kind)
        {
            if (world.Scenario.Has(fault))
            {
                kinds.Add(kind);
            }
        }
    }

    private SimulatedProvider? Somebody() =>
        world.Providers.Length > 1 ? world.Providers[chance.Between(1, world.Providers.Length)] : null;

    /// <summary>Mostly one whose node hears of nothing, or who serves: that is when it matters.</summary>
    private SimulatedProvider? SomebodyWhoServes()
    {
        var unheard = world.Providers.Skip(1).Where(p => p.Node is { } node && world.Cluster.IsCutOff(node)).ToList();
        if (unheard.Count > 0 && chance.Hits(0.8))
        {
            return chance.Of(unheard);
        }

        var facts = world.Checks.Facts;
        var serving = world.Providers.Skip(1)
            .Where(p => facts.HeldBy(p.Id, Modality.Live) + facts.HeldBy(p.Id, Modality.Async) > 0)
            .ToList();
        return serving.Count > 0 && chance.Hits(0.8) ? chance.Of(serving) : Somebody();
    }

    /// <summary>A split is rare. One that begins just when something changes, so that the provider's page works on with a grain
    /// that does not hear of it, is the one that matters.</summary>
    private void CutOffNodeOf(SimulatedProvider provider)
    {
        if (world.Storm.Has(Fault.Splits) && world.Cluster.Alive.Count > 1 && provider.Node is { IsDead: false } node && chance.Hits(0.6))
        {
            world.Cluster.CutOff(node);
            world.After(world.WithinStorm(chance.Seconds(5, 40)), () => world.Cluster.Join(node, dies: chance.Hits(0.5)));
        }
    }

    private async Task Suspend()
    {
        if (SomebodyWhoServes() is not { } provider)
        {
            return;
        }

        CutOffNodeOf(provider);
        await Try(provider, "suspended", p => p.Suspend("asked"));
        await world.Delay(chance.Seconds(1, 30));
        await Try(provider, "reinstated", p => p.Reinstate());
    }

    private async Task ReplaceLicenses()
    {
        if (SomebodyWhoServes() is not { } provider)
        {
            return;
        }

        var licenses = provider.Profile.Licenses;
        CutOffNodeOf(provider);
        await Try(provider, "licence ended", p => p.ReplaceLicenses([.. licenses.Skip(1)]));
        await world.Delay(chance.Seconds(1, 60));
        await Try(provider, "licences given", p => p.ReplaceLicenses(licenses));
    }

    private async Task ReplaceShifts()
    {
        if (Somebody() is { } provider)
        {
            var from = Scenario.Start.Hour * 60 + Scenario.Start.Minute + chance.Between(-10, 5);
            var window = new TimeWindow(from, from + chance.Between(3, 30));
            var day = DateOnly.FromDateTime(Scenario.Start.UtcDateTime);
            await Try(provider, "shifts planned", p => p.ReplaceShifts(new ShiftPlan("UTC", [], [new DatedWindow(day, window)])));
        }
    }

    private async Task RequireShifts()
    {
        // The first provider's shift never ends, so that somebody is always there.
        var always = new ShiftPlan(
            "UTC", [.. Enum.GetValues<DayOfWeek>().Select(d => new WeeklyWindow(d, TimeWindow.WholeDay))], []);
        if (await Try(world.Providers[0], "shifts planned", p => p.ReplaceShifts(always)))
        {
            await Edit(ShiftPolicyKind.Instance.Name, """{"shiftsRequired":true}""");
            await world.Delay(chance.Seconds(5, 60));
            await Edit(ShiftPolicyKind.Instance.Name, """{"shiftsRequired":false}""");
        }
    }

    private Task ChangePromises() => Edit(SlaPolicyKind.Instance.Name, chance.Of(SlaPolicies));

    private Task ChangeDistribution()
    {
        var state = chance.Of(world.States);
        var policies = Enum.GetValues<DistributionPolicy>();
        var here = chance.Of(policies);
        var elsewhere = policies[((int)here + 1) % policies.Length];
        return Edit(
            DistributionPolicyKind.Instance.Name,
            $$"""{"policy":"{{Word(elsewhere)}}","states":[{"state":"{{state}}","policy":"{{Word(here)}}"}]}""");

        static string Word(DistributionPolicy policy) => JsonNamingPolicy.CamelCase.ConvertName($"{policy}");
    }

    /// <summary>What was taken away is given back, so that consults can be served.</summary>
    private async Task MakeGood()
    {
        if (!world.Scenario.Has(Fault.Standing | Fault.Hours))
        {
            return;
        }

        await Until(() => Edit(ShiftPolicyKind.Instance.Name, """{"shiftsRequired":false}"""));
        foreach (var provider in world.Providers.Skip(1))
        {
            await Until(() => Try(provider, "reinstated", p => p.Reinstate()));
            await Until(() => Try(provider, "licences given", p => p.ReplaceLicenses(provider.Profile.Licenses)));
        }
    }

    private async Task Until(Func<Task<bool>> act)
    {
        while (!await act())
        {
            await world.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<bool> Edit(string kind, string body)
    {
        if (world.AnyNode(chance) is not { } node)
        {
            return false;
        }

        try
        {
            var version = world.Tables.Settings.TryGetValue((kind, SettingScope.Default), out var before) ? before.Version : 0;
            var changed = new Setting(kind, SettingScope.Default, version + 1, body, node.Time.GetJournalNow(), "operator");
            var result = await node.Journal.Append(new AppendRequest(
                SettingChanged.StreamOf(kind, SettingScope.Default),
                version,
                [new NewEvent(node.Ids.New<EventId>(), SettingChanged.EventType, changed.ChangedAt, Encoding.UTF8.GetBytes(body))],
                [new SettingRow(changed)],
                []));
            if (result is AppendResult.Appended)
            {
                node.Settings.Learn(changed);
                world.History.Add(kind, "edited", $"v{changed.Version}");
                return true;
            }

            return false;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Mostly not the node that the provider's page speaks to: what one hears of the other is what can go wrong.</summary>
    private Node? ElsewhereThan(SimulatedProvider provider)
    {
        var others = world.Cluster.Alive.Where(n => n != provider.Node).ToList();
        return others.Count > 0 && chance.Hits(0.8) ? chance.Of(others) : world.AnyNode(chance);
    }

    private async Task<bool> Try(SimulatedProvider provider, string what, Func<IProviderGrain, Task<ProviderChangeResult>> change)
    {
        try
        {
            if (ElsewhereThan(provider) is { } node)
            {
                var result = await node.Call(g => change(g.GetGrain<IProviderGrain>(provider.Id.Value)));
                world.History.Add(provider.Id.Value, what, $"{result.GetType().Name}");
                return true;
            }
        }
        catch (Exception fault) when (WorldFaults.Includes(fault))
        {
            world.History.Add(provider.Id.Value, $"not {what}");
        }

        return false;
    }
}
