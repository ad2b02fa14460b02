using System.Text.Json.Nodes;
using Dispatch.Client.Hubs;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

public class ProviderHubTests(ContractServer server) : IClassFixture<ContractServer>
{
    private const string Unknown = "cns_01jd7aaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public async Task Duty_AllItsChanges_AreAnsweredWithTheDuty()
    {
        var hub = await server.Connect(await server.AddProvider("CA"));

        Shape.Matches("""{"duty":"=available"}""", await hub.Must("GoOnDuty", new JsonObject { ["modalities"] = new JsonArray("live") }));
        Shape.Matches("""{"duty":"=available"}""", await hub.Must("GoOnDuty", new JsonObject()));
        Shape.Matches("""{"duty":"=onBreak"}""", await hub.Must("TakeBreak"));
        Shape.Matches("""{"duty":"=available"}""", await hub.Must("GoOnDuty", (JsonNode?)null));
        Shape.Matches("""{"duty":"=offDuty"}""", await hub.Must("GoOffDuty"));
    }

    [Fact]
    public async Task AConsult_FromOfferToOrder_SpeaksAsTheContractSays()
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("HI");
        var id = await clinic.Request(Bodies.Consult("HI"));

        var offer = await hub.Next("Offer");
        Shape.Matches(
            """
            {"seq":"number","offerId":"off_","consultId":"cns_","state":"=HI","services":["=botox"],"modality":"=live",
             "priority":"=routine","waitedSeconds":"number","offeredAt":"time","expiresAt":"time"}
            """,
            offer);
        Assert.Equal(id, offer.GetProperty("consultId").GetString());

        Shape.Matches(
            """
            {"result":"=assigned","consult":{"consultId":"cns_","assignmentNumber":"number","status":"=assigned","state":"=HI",
             "services":["=botox"],"modality":"=live","priority":"=routine","requestedAt":"time",
             "patient":{"givenName":"=Marguerite","familyName":"=Okonkwo","birthDate":"=1987-04-12"},"intake":{"allergies":"=none"}}}
            """,
            await hub.Must("AcceptOffer", offer.GetProperty("offerId").GetString()));
        Shape.Matches("""{"consultId":"cns_","status":"=inProgress"}""", await hub.Must("StartConsult", id));
        Shape.Matches("""{"orderId":"ord_"}""", await hub.Must("CompleteConsult", id, Bodies.Approval("botox")));

        var change = await hub.Next("ConsultChanged");
        Shape.Matches("""{"seq":"number","consultId":"cns_","assignmentNumber":"number","status":"=completed"}""", change);
        Assert.True(change.GetProperty("seq").GetInt64() > offer.GetProperty("seq").GetInt64());
        Assert.Equal("completed", await clinic.StatusOf(id));
    }

    [Theory]
    [InlineData("denied")]
    [InlineData("referred")]
    public async Task Complete_WithARefusal_NeedsNoOrderAndGivesNone(string decision)
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("ME");
        var id = await server.Begin(clinic, hub, Bodies.Consult("ME"));

        Shape.Matches("{}", await hub.Must("CompleteConsult", id, new JsonObject { ["decision"] = decision, ["justification"] = "Pregnant." }));

        var consult = (await clinic.Rest.Get("/v1/consults/" + id)).Json;
        Assert.Equal(decision, consult.GetProperty("decision").GetString());
        Assert.False(consult.TryGetProperty("orderId", out _));
        await hub.Must("GoOffDuty");
    }

    [Fact]
    public async Task Complete_Repeated_IsAnsweredWithTheSameOrder()
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("NE");
        var id = await server.Begin(clinic, hub, Bodies.Consult("NE"));

        var first = await hub.Must("CompleteConsult", id, Bodies.Approval("botox"));
        var second = await hub.Must("CompleteConsult", id, Bodies.Approval("botox"));

        Assert.Equal(first.GetProperty("orderId").GetString(), second.GetProperty("orderId").GetString());
    }

    [Fact]
    public async Task Decline_AnOffer_IsAnsweredAndASecondTimeToo()
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("NM");
        await clinic.Request(Bodies.Consult("NM"));
        var offer = (await hub.Next("Offer")).GetProperty("offerId").GetString();

        Shape.Matches("""{"result":"=declined"}""", await hub.Must("DeclineOffer", offer, "finishing notes"));
        Shape.Matches("""{"result":"=declined"}""", await hub.Must("DeclineOffer", offer, "finishing notes"));
        Shape.Matches("""{"result":"=gone","reason":"string"}""", await hub.Must("AcceptOffer", "off_01jd7aaaaaaaaaaaaaaaaaaaaa"));
        Shape.Matches("""{"result":"=gone","reason":"string"}""", await hub.Must("DeclineOffer", "off_01jd7aaaaaaaaaaaaaaaaaaaaa", "no"));
    }

    [Fact]
    public async Task Release_AnAssignedConsult_PutsItBackInLine()
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("NV");
        var id = await server.Assign(clinic, hub, Bodies.Consult("NV"));

        Shape.Matches("""{"consultId":"cns_","status":"=waiting"}""", await hub.Must("ReleaseConsult", id, "called away"));
    }

    [Fact]
    public async Task Cancel_AnOfferedConsult_RescindsTheOffer()
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("UT");
        var id = await clinic.Request(Bodies.Consult("UT"));
        var offer = await hub.Next("Offer");

        await clinic.Rest.Post($"/v1/consults/{id}/cancel", new JsonObject { ["reason"] = "patient left" });

        var rescinded = await hub.Next("OfferRescinded");
        Shape.Matches("""{"seq":"number","offerId":"off_","consultId":"cns_","reason":"=consultCancelled"}""", rescinded);
        Assert.Equal(offer.GetProperty("offerId").GetString(), rescinded.GetProperty("offerId").GetString());
    }

    [Fact]
    public async Task Resume_FromNothing_SendsASnapshotWithThePatientServed()
    {
        var clinic = await server.AddClinic();
        var provider = await server.AddProvider("OK");
        var first = await server.Connect(provider);
        await first.Must("GoOnDuty", new JsonObject());
        var id = await server.Begin(clinic, first, Bodies.Consult("OK"));
        var second = await server.Connect(provider);

        Shape.Matches("""{"snapshot":"bool"}""", await second.Must("Resume", 0));

        var snapshot = await second.Next("Snapshot");
        Shape.Matches(
            """
            {"seq":"number","duty":"string","offers":"any",
             "consults":[{"consultId":"cns_","assignmentNumber":"number","status":"=inProgress","state":"=OK","services":["=botox"],
             "modality":"=live","priority":"=routine","requestedAt":"time","patient":"any","intake":"any"}]}
            """,
            snapshot);
        Assert.Equal(id, snapshot.GetProperty("consults")[0].GetProperty("consultId").GetString());
    }

    [Fact]
    public async Task Resume_AfterTheLastSeen_ReplaysNothing()
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("OR");
        await clinic.Request(Bodies.Consult("OR"));
        var seq = (await hub.Next("Offer")).GetProperty("seq").GetInt64();

        Shape.Matches("""{"replayed":"number"}""", await hub.Must("Resume", seq));
        Assert.Empty(hub.Untaken("Snapshot"));
    }

    [Fact]
    public async Task AnyCall_AboutAConsultThatIsNotServed_IsGone()
    {
        var hub = await server.Connect(await server.AddProvider("CA"));

        await hub.MustBeRefused("gone", "StartConsult", Unknown);
        await hub.MustBeRefused("gone", "ReleaseConsult", Unknown, "called away");
        await hub.MustBeRefused("gone", "CompleteConsult", Unknown, Bodies.Approval("botox"));
    }

    [Theory]
    [InlineData("AcceptOffer", "nonsense")]
    [InlineData("AcceptOffer", null)]
    [InlineData("AcceptOffer", Unknown)]
    [InlineData("StartConsult", "nonsense")]
    [InlineData("StartConsult", null)]
    public async Task AnyCall_WithAnIdThatIsNone_IsNotFound(string method, string? id) =>
        await (await server.Connect(await server.AddProvider("CA"))).MustBeRefused("not-found", method, id);

    [Fact]
    public async Task GoOnDuty_WhenItMayNot_SaysWhy()
    {
        var suspended = await server.AddProvider("CA");
        await server.Operator.Post($"/v1/providers/{suspended.Id}/suspend", new JsonObject { ["reason"] = "credential review" });
        var unlicensed = await server.AddProvider();
        var asyncOnly = await server.AddProvider(Bodies.Provider("CA").With("modalities", new JsonArray("async")));
        var live = new JsonObject { ["modalities"] = new JsonArray("live") };

        await (await server.Connect(suspended)).MustBeRefused("suspended", "GoOnDuty", new JsonObject());
        await (await server.Connect(unlicensed)).MustBeRefused("no-valid-license", "GoOnDuty", new JsonObject());
        await (await server.Connect(asyncOnly)).MustBeRefused("no-such-modality", "GoOnDuty", live);
        await (await server.Connect(asyncOnly)).MustBeRefused(
            "validation", "GoOnDuty", new JsonObject { ["modalities"] = new JsonArray("phone") });
    }

    [Theory]
    [InlineData("validation", "StartConsult", "5")]
    [InlineData("validation", "GoOnDuty", """{"modalities":"live"}""")]
    [InlineData("validation", "DeclineOffer", "\"off_01jd7aaaaaaaaaaaaaaaaaaaaa\"")]
    [InlineData("validation", "Resume", "\"5\"")]
    [InlineData("not-found", "NoSuchMethod", "5")]
    public async Task ACall_ThatTheHubCannotUnderstand_IsRefusedAndTheConnectionStays(string type, string method, string argument)
    {
        var hub = await server.Connect(await server.AddProvider("CA"));

        RawHub.IsRefusal(type, await hub.CallRaw(method, argument));

        await hub.Must("GoOnDuty", new JsonObject());
    }

    [Theory]
    [InlineData("DeclineOffer")]
    [InlineData("ReleaseConsult")]
    public async Task AReason_ThatIsNoText_IsRefusedAndNothingChanges(string method)
    {
        var clinic = await server.AddClinic();
        var state = method == "DeclineOffer" ? "AR" : "AL";
        var hub = await server.ConnectOnDuty(state);
        var id = await clinic.Request(Bodies.Consult(state));
        var offer = (await hub.Next("Offer")).GetProperty("offerId").GetString()!;
        if (method == "ReleaseConsult")
        {
            await hub.Must("AcceptOffer", offer);
        }

        foreach (var reason in (string[])["a\u0000b", new string('x', 1_001), "\u0007"])
        {
            await hub.MustBeRefused("validation", method, method == "DeclineOffer" ? offer : id, reason);
        }

        Assert.Equal(method == "DeclineOffer" ? "offered" : "assigned", await clinic.StatusOf(id));
    }

    [Theory]
    [InlineData("/hubs/provider", true)]
    [InlineData("/hubs/provider", false)]
    public async Task Connect_WithTheTokenInHeaderOrAddress_IsTaken(string path, bool inQuery)
    {
        var provider = await server.AddProvider("CA");

        var hub = await server.Connect(path, provider.AccessToken, new HubConnectionOptions { TokenInQuery = inQuery });

        await hub.Must("GoOnDuty", new JsonObject());
    }

    [Theory]
    [InlineData("/hubs/provider")]
    [InlineData("/hubs/clinic")]
    public async Task Connect_WithNoGoodToken_IsRefusedBeforeTheSocketOpens(string path)
    {
        var clinic = await server.AddClinic();
        var provider = await server.AddProvider("CA");
        (string? Token, string Status)[] refused =
        [
            (null, "401"), ("pt_nobodys", "401"), (server.Host.OperatorToken, "403"),
            (path == "/hubs/provider" ? clinic.ApiKey : provider.AccessToken, "403"),
        ];
        foreach (var (token, status) in refused)
        {
            var fault = await Assert.ThrowsAsync<HubConnectionException>(() => server.Connect(path, token));

            Assert.Contains(status, fault.Message, StringComparison.Ordinal);
        }
    }
}
