using Dispatch.Client.Contract;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Providers.Events;
using Dispatch.Domain.States;
using Dispatch.Engine.Embedded;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Providers;
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;
using License = Dispatch.Domain.Providers.License;
using Modality = Dispatch.Client.Contract.Modality;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>
/// A second activation of a provider suspended it, or changed its licences: the first does not know, and the store keeps it
/// from acting on what was true before.
/// </summary>
public sealed class StandingFenceTests
{
    private static readonly ProviderEvent Suspended = new ProviderSuspended("by another");
    private static readonly ProviderEvent LicensedInTexasOnly =
        new LicensesReplaced([new License(new StateCode("TX"), "TX-1", new DateOnly(2030, 1, 1))]);

    public static TheoryData<string> Changes => ["suspended", "licenseEnded"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Accept_ByAnActivationThatDoesNotKnow_IsRefusedAndTheConsultGoesToAnother(string change)
    {
        await using var host = await DispatchHost.Start();
        var (clinic, provider, offer) = await Offered(host);
        await host.Settle();
        await ByAnother(host, provider, Event(change));

        Assert.Equal("notEligible", (await provider.TryAccept(offer.OfferId)).Reason);

        Assert.DoesNotContain("consult.assigned", await clinic.TimelineTypes(offer.ConsultId));
        var other = await host.AddProviderOnDuty("CA");
        await host.Soon(other.TakeOffer(offer.ConsultId), "an offer to somebody who may");
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Complete_ByAnActivationThatDoesNotKnow_IsRefusedAndReleased(string change)
    {
        await using var host = await DispatchHost.Start();
        var (clinic, provider, offer) = await Offered(host);
        await provider.Accept(offer);
        await provider.Start(offer.ConsultId);
        await ByAnother(host, provider, Event(change));

        var reply = await provider.TryComplete(offer);

        Assert.Equal("urn:dispatch:problem:not-eligible", reply.Refusal?.Type);
        Assert.Equal(ConsultStatus.Waiting, await clinic.StatusOf(offer.ConsultId));
        Assert.DoesNotContain("consult.completed", await clinic.TimelineTypes(offer.ConsultId));
    }

    [Fact]
    public async Task Accept_AfterAChangeThatAllowsIt_IsAssignedAndServed()
    {
        await using var host = await DispatchHost.Start();
        var (clinic, provider, offer) = await Offered(host);
        await host.Settle();
        await ByAnother(host, provider, Suspended);
        await ByAnother(host, provider, new ProviderReinstated());

        await provider.Accept(offer);
        await provider.Start(offer.ConsultId);
        await provider.Complete(offer);

        Assert.Equal(ConsultStatus.Completed, await clinic.StatusOf(offer.ConsultId));
    }

    [Fact]
    public async Task PutLicenses_WhenTheClaimSaysOtherwise_IsRecordedAndMakesItRight()
    {
        await using var host = await DispatchHost.Start();
        var (clinic, provider, offer) = await Offered(host);
        await host.Settle();
        await host.Services.GetRequiredService<IJournal>().Append(new AppendRequest(
            "elsewhere",
            0,
            [new NewEvent(host.Services.GetRequiredService<IIdSource>().New<EventId>(), "claim.moved", host.Time.GetUtcNow(), default)],
            [],
            [new ClaimChange.Put(Claims.StandingScope, provider.Id, "77")]));

        var refused = await provider.Connection.AcceptOffer(offer.OfferId);
        Assert.Equal("urn:dispatch:problem:store-unavailable", refused.Refusal?.Type);

        Assert.True((await host.Operator.PutLicenses(
            provider.Id, new LicenseList([Samples.License("CA", Samples.LicenseEnd)]))).IsSuccess);
        await provider.Accept(offer);

        Assert.Equal(ConsultStatus.Assigned, await clinic.StatusOf(offer.ConsultId));
    }

    [Fact]
    public async Task Accept_ByAnActivationThatDoesNotKnow_TakesBackItsOtherOffers()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var first = await provider.NextOffer((await clinic.Request(modality: Modality.Async)).Id);
        var second = await provider.NextOffer((await clinic.Request(modality: Modality.Async)).Id);
        await host.Settle();
        await ByAnother(host, provider, Suspended);

        Assert.Equal("notEligible", (await provider.TryAccept(first.OfferId)).Reason);

        var rescinded = await host.Soon(provider.TakeRescinded(second.OfferId), "the other offer is taken back");
        Assert.Equal("suspended", rescinded.Reason);
    }

    [Fact]
    public async Task LicenseEnds_AsAnActivationThinksThatDoesNotKnowOfTheRenewal_KeepsItsConsults()
    {
        // Midnight after the last day in California.
        var end = new DateTimeOffset(2026, 1, 2, 8, 0, 0, TimeSpan.Zero);
        await using var host = await DispatchHost.Start(
            new DispatchHostOptions { Time = new SimulatedTimeProvider(end - TimeSpan.FromSeconds(15)) });
        var (clinic, provider, offer) = await Offered(
            host, Samples.Provider([Samples.License("CA", new DateOnly(2026, 1, 1))]));
        await provider.Accept(offer);
        await provider.Start(offer.ConsultId);
        await ByAnother(
            host, provider, new LicensesReplaced([new License(new StateCode("CA"), "CA-2", new DateOnly(2030, 1, 1))]));

        await host.Advance(TimeSpan.FromSeconds(20));
        await provider.Complete(offer);

        Assert.Equal(ConsultStatus.Completed, await clinic.StatusOf(offer.ConsultId));
    }

    private static async Task<(ClinicClient Clinic, ProviderClient Provider, OfferMade Offer)> Offered(
        DispatchHost host, CreateProvider? whom = null)
    {
        var clinic = await host.AddClinic();
        var provider = await (whom is null ? host.AddProviderOnDuty("CA") : host.AddProviderOnDuty(whom));
        var consult = await clinic.Request();
        return (clinic, provider, await provider.NextOffer(consult.Id));
    }

    private static ProviderEvent Event(string change) => change == "suspended" ? Suspended : LicensedInTexasOnly;

    /// <summary>Writes what another activation would write, with nobody told.</summary>
    private static async Task ByAnother(DispatchHost host, ProviderClient provider, ProviderEvent @event)
    {
        var registry = host.Services.GetRequiredService<IRegistryQueries>();
        var before = await registry.Provider(ProviderId.Of(provider.Id));
        var now = host.Time.GetUtcNow();
        var after = ProviderState.Apply(before, @event, now);
        var appended = await host.Services.GetRequiredService<IJournal>().Append(new AppendRequest(
            provider.Id,
            before!.Version,
            [ProviderEventCodec.Encode(@event, host.Services.GetRequiredService<IIdSource>().New<EventId>(), now)],
            [new ProviderStateRow(after)],
            Claims.PutStanding(before, after)));
        Assert.IsType<AppendResult.Appended>(appended);
    }
}
