using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Providers;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;
using static Dispatch.Tests.Unit.Domain.Providers.ProviderSamples;

namespace Dispatch.Tests.Unit.Grains.Providers;

/// <summary>Desks of providers, and offers put to them.</summary>
internal static class DeskSamples
{
    /// <summary>Connected, on duty for all of the profile's modalities, idle since noon.</summary>
    public static ProviderDesk OnDuty(ProviderProfile? profile = null) =>
        new(Available(profile ?? Profile()), Noon) { Connected = true };

    public static ProviderState Available(ProviderProfile profile) =>
        new(profile, false, Duty.Available, Noon, 2, profile.Modalities);

    public static OfferRequest Request(string name, Ticket? ticket = null, DateTimeOffset? runnerUp = null) => new(
        new OfferId("off_" + name),
        ticket ?? Ticket(name),
        runnerUp,
        new MatchReason(DistributionPolicy.LongestIdle, 1, [], 0));

    public static OfferId OfferId(string name) => new("off_" + name);

    public static ConsultId ConsultId(string name) => new("cns_" + name);

    /// <summary>The desk after accepting that offer, which it holds.</summary>
    public static HeldAssignment Accept(this ProviderDesk desk, string name, double second = 1, int number = 1) =>
        desk.Assigned(Assert.IsType<AcceptStep.Ask>(desk.BeginAccept(OfferId(name), At(second))).Held, number);

    public static OpenConsult Served(HeldAssignment assignment, int? number = null, ConsultStatus? status = null) => new(
        assignment.Ticket,
        status ?? assignment.Status,
        Ada,
        number ?? assignment.Number,
        assignment.Slot,
        1,
        Noon,
        null,
        null,
        0,
        Noon,
        3,
        At(1800),
        Units: assignment.Units);
}
