using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>The operator says who of several candidates is asked first.</summary>
public sealed class DistributionTests
{
    private const string Path = "/v1/settings/distribution-policy/default";

    [Fact]
    public async Task PolicyEdited_CountsFromTheNextOfferOnWithoutARestartAndAfterOne()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var idleLongest = await host.AddProviderOnDuty("CA");
        await AskInVain(host, clinic, idleLongest);
        var neverAsked = await host.AddProviderOnDuty("CA");
        await host.Advance(Seconds(2));
        Assert.Equal("longestIdle", await AskInVain(host, clinic, idleLongest));

        await Put(host, 0, """{"policy":"roundRobin"}""");

        Assert.Equal("roundRobin", await AskInVain(host, clinic, neverAsked));
        await host.Restart();
        await host.AddProviderOnDuty("CA");
        Assert.Equal("roundRobin", await PolicyOf(host, (await clinic.Request()).Id));
    }

    [Fact]
    public async Task PolicyOfOneState_CountsThereAndNowhereElse()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        await host.AddProviderOnDuty("CA");
        await host.AddProviderOnDuty("NY");

        await Put(host, 0, """{"policy":"leastFlexible","states":[{"state":"CA","policy":"roundRobin"}]}""");

        Assert.Equal("roundRobin", await PolicyOf(host, (await clinic.Request("CA")).Id));
        Assert.Equal("leastFlexible", await PolicyOf(host, (await clinic.Request("NY")).Id));
    }

    [Fact]
    public async Task PolicyTakenBack_IsTheBuiltInAgain()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        await Put(host, 0, """{"policy":"roundRobin"}""");
        Assert.Equal("roundRobin", await AskInVain(host, clinic, provider));

        await Put(host, 1, "null");

        Assert.Equal("longestIdle", await AskInVain(host, clinic, provider));
    }

    [Fact]
    public async Task Edits_ThatAreNotRight_SayWhatWouldBeAndChangeNothing()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        await Put(host, 0, """{"policy":"roundRobin"}""");
        var before = (await Operator(host).Get(Path)).Is(HttpStatusCode.OK).GetRawText();

        var refused = await Operator(host).Put(
            Path, Edit(1, """{"policy":"fastest","states":[{"state":"XX","policy":"longestIdle"}],"clinics":[]}"""));

        refused.IsProblemOfFields("validation", "value.policy", "value.states[0].state", "value.clinics");
        Assert.Contains("Expected one of longestIdle, roundRobin, leastFlexible.", refused.Json.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(before, (await Operator(host).Get(Path)).Is(HttpStatusCode.OK).GetRawText());
        Assert.Single((await Operator(host).Get(Path + "/history")).Is(HttpStatusCode.OK).EnumerateArray());
        Assert.Equal("roundRobin", await AskInVain(host, clinic, provider));
    }

    [Fact]
    public async Task Edits_AreRecordedWithWhoWhenAndWhatWasBeforeAndAfter()
    {
        await using var host = await DispatchHost.Start();
        await Put(host, 0, """{"policy":"roundRobin"}""");
        await host.Advance(Minutes(1));
        await Put(host, 1, """{"policy":"leastFlexible"}""");

        var history = (await Operator(host).Get(Path + "/history")).Is(HttpStatusCode.OK).EnumerateArray().ToList();

        Assert.Equal([2L, 1L], history.Select(v => v.GetProperty("version").GetInt64()));
        Assert.Equal(["leastFlexible", "roundRobin"], history.Select(v => v.GetProperty("value").GetProperty("policy").GetString()));
        Assert.All(history, v => Assert.Equal("operator", v.GetProperty("changedBy").GetString()));
        Assert.True(history[0].GetProperty("changedAt").GetDateTimeOffset() >= history[1].GetProperty("changedAt").GetDateTimeOffset() + Minutes(1));
        var events = (await Operator(host).Get("/v1/ops/events")).Is(HttpStatusCode.OK).GetRawText();
        Assert.Contains("distribution-policy/default", events, StringComparison.Ordinal);
    }

    /// <summary>Has the provider be asked, and nobody answer. The policy by which it was chosen.</summary>
    private static async Task<string?> AskInVain(DispatchHost host, ClinicClient clinic, ProviderClient provider)
    {
        var consult = await clinic.Request();
        var offer = await host.Soon(provider.TakeOffer(consult.Id), "the provider is asked");
        await clinic.Cancel(consult.Id);
        await host.Soon(provider.TakeRescinded(offer.OfferId), "the offer is taken back");
        await host.Advance(Seconds(5));
        return await PolicyOf(host, consult.Id);
    }

    /// <summary>As it is recorded with the offer.</summary>
    private static async Task<string?> PolicyOf(DispatchHost host, string consult)
    {
        var policy = default(string);
        await host.AdvanceUntil(
            async () => (policy = (await host.Operator.ExplainConsult(consult)).Required().GetProperty("offers").EnumerateArray()
                .Select(o => o.GetProperty("reason").GetProperty("policy").GetString()).FirstOrDefault()) is not null,
            Seconds(10),
            "an offer is recorded");
        return policy;
    }

    private static Rest Operator(DispatchHost host) => new(host.Http, host.OperatorToken);

    private static JsonObject Edit(long version, string value) => new() { ["version"] = version, ["value"] = JsonNode.Parse(value) };

    private static async Task Put(DispatchHost host, long version, string value) =>
        (await Operator(host).Put(Path, Edit(version, value))).Is(HttpStatusCode.OK);
}
