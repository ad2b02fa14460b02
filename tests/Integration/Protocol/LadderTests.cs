using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

public sealed class LadderTests
{
    [Fact]
    public async Task Waiting_TooLongForAnAnswer_IsOfferedToTwoAndTheFirstAcceptWins()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        await Put(host, $"sla-policy/{clinic.Id}", 0, """
            {"rules":[{"modality":"live","promises":{"acceptSeconds":60},"steps":[{"promise":"acceptance","percent":10,"action":"offerToTwo"}]}]}
            """);
        await using var hub = await RawHub.Connect(host.Address, "/hubs/clinic", clinic.ApiKey);
        await hub.Must("WatchConsults");
        var first = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await host.Soon(first.TakeOffer(consult.Id), "the first offer");
        var second = await host.AddProviderOnDuty("CA");

        var another = await host.AdvanceUntil(second.TakeOffer(consult.Id), Seconds(8), "a second provider is asked");
        await second.Accept(another);

        Assert.Equal("assignedToAnother", (await host.Soon(first.TakeRescinded(offer.OfferId), "the loser hears")).Reason);
        Assert.Equal("assignedToAnother", (await first.TryAccept(offer.OfferId)).Reason);
        var told = await hub.Next("ConsultEscalated", e => e.GetProperty("consultId").GetString() == consult.Id);
        Assert.Equal(("acceptance", 10, "offerToTwo"), (told.GetProperty("promise").GetString(), told.GetProperty("percent").GetInt32(), told.GetProperty("action").GetString()));
        var overview = (await Operator(host).Get("/v1/ops/overview")).Is(HttpStatusCode.OK);
        Assert.Equal(1, overview.GetProperty("escalations")[0].GetProperty("count").GetInt64());
        Assert.Equal(["acceptance 10 offerToTwo"], await Steps(clinic, consult.Id));
    }

    [Fact]
    public async Task Waiting_OfferedToThreeAtOnce_TheAcceptanceOfOneRescindsBothOthers()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        await Put(host, $"sla-policy/{clinic.Id}", 0, """
            {"rules":[{"modality":"live","promises":{"acceptSeconds":60},"steps":[{"promise":"acceptance","percent":10,"action":"offerToThree"}]}]}
            """);
        var first = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var firstOffer = await host.Soon(first.TakeOffer(consult.Id), "the first offer");
        var second = await host.AddProviderOnDuty("CA");
        var third = await host.AddProviderOnDuty("CA");
        var fourth = await host.AddProviderOnDuty("CA");
        ProviderClient[] asked = [second, third, fourth];

        await host.AdvanceUntil(
            () => Task.FromResult(asked.Count(HasOffer) == 2), Seconds(8), "a second and a third provider are asked");
        await host.Advance(Seconds(2));
        var others = asked.Where(HasOffer).ToList();
        Assert.Equal(2, others.Count);
        var loser = others[0];
        var losersOffer = await loser.TakeOffer(consult.Id);
        await others[1].Accept(await others[1].TakeOffer(consult.Id));

        Assert.Equal("assignedToAnother", (await host.Soon(first.TakeRescinded(firstOffer.OfferId), "one loser hears")).Reason);
        Assert.Equal("assignedToAnother", (await host.Soon(loser.TakeRescinded(losersOffer.OfferId), "the other hears")).Reason);
        Assert.Equal("assignedToAnother", (await loser.TryAccept(losersOffer.OfferId)).Reason);
        Assert.Equal(["acceptance 10 offerToThree"], await Steps(clinic, consult.Id));
        Assert.Single(await clinic.TimelineTypes(consult.Id), type => type == "consult.assigned");

        static bool HasOffer(ProviderClient provider) => provider.Events.All.OfType<OfferMade>().Any();
    }

    [Fact]
    public async Task PreferredProvider_IsAskedFirstAndOthersOnceTheStepDropsIt()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var other = await host.AddProviderOnDuty("CA");
        var preferred = await host.AddProviderOnDuty("CA");
        var request = Samples.Consult() with { PreferredProviderId = preferred.Id };
        var first = (await clinic.Api.RequestConsult(request, null)).Required();
        var offer = await host.Soon(preferred.TakeOffer(first.Id), "whoever is preferred is asked although another waits longer");
        await preferred.Accept(offer);
        Assert.Empty(other.Events.All.OfType<OfferMade>());

        var second = (await clinic.Api.RequestConsult(request, null)).Required();
        await host.Advance(Seconds(4));
        Assert.Empty(other.Events.All.OfType<OfferMade>());
        Assert.Empty(await Steps(clinic, second.Id));

        await host.AdvanceUntil(other.TakeOffer(second.Id), Seconds(3), "half of the first offer's time has passed");

        // The preference ends by the clock; the step is recorded beside it.
        await host.Settle();
        Assert.Equal(["firstOffer 50 dropPreferences"], await Steps(clinic, second.Id));
    }

    [Fact]
    public async Task Assigned_NotStarted_RemindsTwiceThenFindsAnother()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        await provider.Accept(await host.Soon(provider.TakeOffer(consult.Id), "an offer"));

        var reminder = await host.AdvanceUntil(provider.Events.Take<Reminder>(), Seconds(92), "half of the time has passed");
        await host.AdvanceUntil(provider.Events.Take<Reminder>(), Seconds(60), "most of the time has passed");
        await host.AdvanceUntil(provider.TakeOffer(consult.Id), Seconds(45), "it is released and offered again");

        Assert.Equal(("start", consult.Id), (reminder.Promise, reminder.ConsultId));

        // Back in line it is late for its acceptance as well, which may show already.
        Assert.Equal(
            ["start 50 remindProvider", "start 80 remindProvider", "start 100 record"],
            (await Steps(clinic, consult.Id)).Where(step => step.StartsWith("start ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Steps_WhosePoolAndConsultWereLost_AreTakenOnce()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var consult = await clinic.Request();
        await host.Advance(Seconds(62));
        await host.Restart();

        await host.Advance(Seconds(40));

        Assert.Equal(
            ["firstOffer 80 offerToTwo", "firstOffer 100 tellOperator", "acceptance 50 raisePriority", "acceptance 80 offerToThree"],
            await Steps(clinic, consult.Id));
    }

    [Fact]
    public async Task PolicyEdited_CountsForWhatIsAskedForAfterwardsOnly()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var before = await clinic.Request();
        await Put(host, "sla-policy/default", 0, """{"rules":[{"service":"skin","promises":{"acceptSeconds":45}}]}""");

        var after = await clinic.Request();

        Assert.Equal(Seconds(45), after.Sla!.AcceptBy - after.RequestedAt);
        Assert.Equal(Seconds(120), (await clinic.Get(before.Id)).Sla!.AcceptBy - before.RequestedAt);
        await host.Restart();
        Assert.Equal(Seconds(45), (await clinic.Request()).Sla!.AcceptBy - host.Time.GetUtcNow());
    }

    [Fact]
    public async Task Language_IsWaitedForUntilHalfOfTheFirstOffer()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var english = await host.AddProviderOnDuty(Samples.Provider("CA") with { Languages = ["en"] });
        var consult = (await clinic.Api.RequestConsult(Samples.Consult() with { PreferredLanguage = "es-MX" }, null)).Required();
        await host.Advance(Seconds(3));
        Assert.Empty(english.Events.All.OfType<OfferMade>());
        var spanish = await host.AddProviderOnDuty(Samples.Provider("CA") with { Languages = ["en", "es"] });
        await spanish.Decline(await host.Soon(spanish.TakeOffer(consult.Id), "whoever speaks it is asked"));

        await host.AdvanceUntil(english.TakeOffer(consult.Id), Seconds(4), "the language is dropped");
        await host.Advance(Seconds(1));

        Assert.Equal(["firstOffer 50 dropPreferences"], await Steps(clinic, consult.Id));
    }

    [Fact]
    public Task SameProvider_WhenFree_IsAskedBeforeWhoWaitsLonger() => IsAskedFirst(Samples.Consult(), Samples.Consult());

    [Fact]
    public Task SameProvider_OfAPatientWhoseNameIsWrittenInAnotherForm_IsAskedBeforeWhoWaitsLonger()
    {
        var patient = Samples.Consult().Patient;
        return IsAskedFirst(
            Samples.Consult() with { Patient = patient with { GivenName = "Zo\u00EB" } },
            Samples.Consult() with { Patient = patient with { GivenName = " zoe\u0308" } });
    }

    [Fact]
    public async Task Attention_InALiveConsult_LeavesRoomForOneReview()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty(Samples.Provider(
            [Samples.License("CA", Samples.LicenseEnd)], new Capacity(1, 3, new Attention(Total: 4, LiveCost: 3, AsyncCost: 1))));
        var live = await clinic.Request();
        var offer = await host.Soon(provider.TakeOffer(live.Id), "the live consult");
        await provider.Accept(offer);
        var review = await clinic.Request("CA", Modality.Async);
        await provider.Accept(await host.Soon(provider.TakeOffer(review.Id), "one review"));
        var further = await clinic.Request("CA", Modality.Async);
        await host.Advance(Seconds(5));
        Assert.DoesNotContain(provider.Events.All.OfType<OfferMade>(), o => o.ConsultId == further.Id);

        await provider.Start(live.Id);
        await provider.Complete(offer);

        await host.Soon(provider.TakeOffer(further.Id), "the next review once the live consult has ended");
    }

    private static async Task IsAskedFirst(RequestConsult before, RequestConsult now)
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var known = await host.AddProviderOnDuty("CA");
        var first = (await clinic.Api.RequestConsult(before with { PreferSameProvider = true }, null)).Required();
        var offer = await host.Soon(known.TakeOffer(first.Id), "the only one");
        await known.Accept(offer);
        await known.Start(first.Id);
        var other = await host.AddProviderOnDuty("CA");
        await host.Advance(Seconds(5));
        await known.Complete(offer);
        await host.Advance(Seconds(5));

        var second = (await clinic.Api.RequestConsult(now with { PreferSameProvider = true }, null)).Required();

        await host.Soon(known.TakeOffer(second.Id), "who served the patient last");
        Assert.Empty(other.Events.All.OfType<OfferMade>());
    }

    private static Rest Operator(DispatchHost host) => new(host.Http, host.OperatorToken);

    private static async Task Put(DispatchHost host, string setting, long version, string value) =>
        (await Operator(host).Put(
            "/v1/settings/" + setting, new JsonObject { ["version"] = version, ["value"] = JsonNode.Parse(value) })).Is(HttpStatusCode.OK);

    private static async Task<string[]> Steps(ClinicClient clinic, string consult) =>
        [.. (await clinic.Timeline(consult)).Where(e => e.Type == "consult.escalated")
            .Select(e => $"{e.Text("promise")} {e.Text("percent")} {e.Text("action")}")];
}
