using System.Net;
using System.Text.Json;
using Dispatch.Client.Contract;
using Dispatch.Engine.Embedded;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Warnings before licences end, and what happens at the midnight at which one does, with nobody asking.</summary>
public sealed class LicenseEndTests
{
    private static readonly DateOnly LastDay = new(2026, 1, 1);

    // Midnight after the last day in the most eastern zone of Texas.
    private static readonly DateTimeOffset End = new(2026, 1, 2, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task LicenseEnds_WhileAnOfferIsOpen_TakesItBackAtOnceAndAsksAnother()
    {
        await using var host = await StartAt(End - Seconds(15));
        var clinic = await host.AddClinic();
        var ending = await host.AddProviderOnDuty(EndingInTexas());
        var consult = await clinic.Request("TX");
        var offer = await ending.NextOffer(consult.Id);
        var other = await host.AddProviderOnDuty("TX");

        await host.Advance(Seconds(14));
        Assert.Empty(ending.Events.Left.OfType<OfferRescinded>());
        await host.Advance(Seconds(1));

        Assert.Equal("licenseEnded", (await ending.NextRescinded(offer.OfferId)).Reason);
        await host.Soon(other.TakeOffer(consult.Id), "an offer to one whose licence is valid");
    }

    [Theory]
    [InlineData(Modality.Live)]
    [InlineData(Modality.Async)]
    public async Task LicenseEnds_WhileServing_GivesTheConsultBackToTheLine(string modality)
    {
        await using var host = await StartAt(End - Seconds(15));
        var clinic = await host.AddClinic();
        var ending = await host.AddProviderOnDuty(EndingInTexas());
        var consult = await clinic.Request("TX", modality);
        await ending.Accept(await ending.NextOffer(consult.Id));
        await ending.Start(consult.Id);

        await host.Advance(Seconds(15));

        await ending.NextConsultChanged(consult.Id, ConsultStatus.Waiting);
        var released = Assert.Single(await clinic.Timeline(consult.Id), e => e.Type == "consult.released");
        Assert.Equal("requirementUnmet", released.Text("reason"));
    }

    [Fact]
    public async Task LicenseEnds_OfAFreeProvider_LeavesTheLineOfThatStateOnly()
    {
        await using var host = await StartAt(End - Seconds(15));
        var clinic = await host.AddClinic();
        var ending = await host.AddProviderOnDuty(
            Samples.Provider([Samples.License("CA", Samples.LicenseEnd), Samples.License("TX", LastDay)]));
        await host.Advance(Seconds(14));
        Assert.Equal([(1, 1), (1, 1)], await InLine(clinic));

        await host.Advance(Seconds(1));

        Assert.Equal([(1, 1), (0, 0)], await InLine(clinic));
        var inTexas = await clinic.Request("TX");
        var inCalifornia = await clinic.Request("CA");
        await ending.NextOffer(inCalifornia.Id);
        await host.Advance(Seconds(5));
        Assert.DoesNotContain(ending.Events.All.OfType<OfferMade>(), o => o.ConsultId == inTexas.Id);
    }

    [Fact]
    public async Task LicenseEnds_AndIsRenewed_IsOfferedAgain()
    {
        await using var host = await StartAt(End - Seconds(5));
        var clinic = await host.AddClinic();
        var ending = await host.AddProviderOnDuty(EndingInTexas());
        await host.Advance(Seconds(6));
        var consult = await clinic.Request("TX");

        Assert.True((await host.Operator.PutLicenses(
            ending.Id, new LicenseList([Samples.License("TX", Samples.LicenseEnd)]))).IsSuccess);

        await ending.Accept(await host.Soon(ending.TakeOffer(consult.Id), "an offer under the renewed licence"));
    }

    [Fact]
    public async Task Warnings_AsTheEndComesNearer_ArePushedOnceEachAndListed()
    {
        await using var host = await StartAt(End.AddDays(-62));
        var provider = await host.AddProvider(EndingInTexas());
        await provider.Connect();
        await host.Advance(Hours(2), Hours(1));
        Assert.Empty(provider.Events.All);

        foreach (var (days, left) in new[] { (60, 59), (30, 29), (7, 6) })
        {
            // Within that day: a question under way while the clock moved on by half a day was not answered in time, and is asked
            // again in the hour after. How many days are left is counted when the warning is written.
            await MoveTo(host, End.AddDays(-days - 1).AddHours(1));
            var warning = await host.AdvanceUntil(provider.Events.Next<LicenseExpiring>(), Hours(20), "a warning", Hours(1));
            await MoveTo(host, End.AddDays(-left).AddHours(-1));
            Assert.Equal(("TX", LastDay, days), (warning.State, warning.ExpiresOn, warning.DaysLeft));
            var listed = Assert.Single(await Listed(host));
            Shape.Matches(
                """
                {"providerId":"prv_","name":"string","npi":"string","suspended":"bool","state":"=TX","number":"string",
                 "expiresOn":"date","daysLeft":"number","expired":"bool","warning":"number","warnedAt":"time"}
                """,
                listed);
            Assert.Equal((days, left), (listed.GetProperty("warning").GetInt32(), listed.GetProperty("daysLeft").GetInt32()));
        }

        await MoveTo(host, End.AddHours(1));
        Assert.Equal(3, provider.Events.All.Count);
        var expired = Assert.Single(await Listed(host));
        Assert.True(expired.GetProperty("expired").GetBoolean());
        Assert.Equal(-1, expired.GetProperty("daysLeft").GetInt32());
    }

    [Fact]
    public async Task Warnings_AfterARestart_AreNotRepeated()
    {
        await using var host = await StartAt(End.AddDays(-20));
        var provider = await host.AddProvider(EndingInTexas());
        await provider.Connect();
        await host.Advance(Hours(1), Hours(1));
        await provider.Events.Next<LicenseExpiring>();

        await provider.LoseSocket();
        await host.Restart();
        await provider.Connect();
        await host.Advance(Hours(3), Hours(1));

        Assert.Single(provider.Events.All.OfType<LicenseExpiring>());
        Assert.Equal(30, Assert.Single(await Listed(host)).GetProperty("warning").GetInt32());
    }

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);

    private static async Task MoveTo(DispatchHost host, DateTimeOffset at) =>
        await host.Advance(at - host.Time.GetUtcNow(), Hours(12));

    private static async Task<(int OnDuty, int Available)[]> InLine(ClinicClient clinic) =>
        [.. (await clinic.Api.GetWaitTimes(["CA", "TX"])).Required().Select(t => (t.OnDuty, t.Available))];

    private static async Task<IReadOnlyList<JsonElement>> Listed(DispatchHost host) =>
        [.. (await new Rest(host.Http, host.OperatorToken).Get("/v1/ops/license-warnings"))
            .Is(HttpStatusCode.OK).GetProperty("licenses").EnumerateArray()];

    private static Task<DispatchHost> StartAt(DateTimeOffset start) =>
        DispatchHost.Start(new DispatchHostOptions { Time = new SimulatedTimeProvider(start) });

    private static CreateProvider EndingInTexas() => Samples.Provider([Samples.License("TX", LastDay)]);
}
