using System.Collections.Immutable;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Tests.Simulation;

/// <summary>Who there is, drawn from the seed.</summary>
internal static class Population
{
    /// <summary>Several time zones, and a state with two.</summary>
    private static readonly ImmutableArray<StateCode> AllStates =
        [new("CA"), new("FL"), new("NY"), new("TX"), new("AZ"), new("HI"), new("IL"), new("MA"), new("OR"), new("WA")];

    public static ImmutableArray<ServiceId> Services { get; } =
        [new("botox"), new("hormone"), new("laser"), new("urgent-care"), new("glp1")];

    public static ImmutableArray<StateCode> States(Scenario scenario) => AllStates[..scenario.States];

    /// <summary>The first may serve everybody and declines nothing, so that every consult can be served.</summary>
    public static ImmutableArray<SimulatedProvider> Providers(World world) =>
        [.. Enumerable.Range(0, world.Scenario.Providers).Select(i => Provider(world, i))];

    public static ImmutableArray<SimulatedClinic> Clinics(World world) =>
        [.. Enumerable.Range(0, world.Scenario.Clinics).Select(i => new SimulatedClinic(world, world.Chance.For("clinic", i), i))];

    private static SimulatedProvider Provider(World world, int index)
    {
        var chance = world.Chance.For("provider", index);
        var servesAll = index == 0;
        var share = world.States.Length > 4 ? 0.35 : 0.6;
        var states = world.States.Where(_ => servesAll || chance.Hits(share)).DefaultIfEmpty(chance.Of(world.States)).ToList();
        var profile = new ProviderProfile(
            new TypeIdSource(world.Clock, chance.For("id")).New<ProviderId>(),
            $"Provider {index}",
            $"provider-{index}@example.test",
            servesAll ? Credential.MD : chance.Of([Credential.MD, Credential.DO, Credential.NP, Credential.PA]),
            "1234567893",
            [.. states.Select(s => new License(
                s, $"L-{index}", servesAll || !world.Scenario.Has(Fault.Standing) || chance.Hits(0.8) ? Scenario.FarDay : Scenario.LastDay))],
            servesAll || chance.Hits(0.7) ? [Modality.Live, Modality.Async] : [chance.Of([Modality.Live, Modality.Async])],
            servesAll || chance.Hits(0.6) ? [ProviderProfile.AllServices] : [.. Services.Where(_ => chance.Hits(0.6)).DefaultIfEmpty(Services[0])],
            new Capacity(
                Live: 1,
                Async: chance.Between(1, 4),
                chance.Hits(0.5) ? new AttentionBudget(Total: 4, LiveCost: 3, AsyncCost: 1, ReservedForLive: chance.Between(0, 3)) : null),
            chance.Hits(0.5) ? ["en"] : ["en", "es"]);
        return new SimulatedProvider(world, profile, chance, isReliable: servesAll);
    }
}
