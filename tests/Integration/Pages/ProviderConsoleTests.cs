using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Pages;

public sealed class ProviderConsoleTests(ContractServer server) : IClassFixture<ContractServer>
{
    [Fact]
    public async Task Profile_OfWhoAsks_SaysHowManyDaysLicencesHaveLeft()
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var body = Bodies.Provider("OH", "IN");
        body["licenses"]![1]!["expiresOn"] = today.AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var provider = await server.AddProvider(body);

        var profile = (await server.Operator.As(provider.AccessToken).Get("/v1/provider")).Is(HttpStatusCode.OK);

        Shape.Matches(
            """
            {"id":"prv_","name":"=Ada Quincy","credential":"=MD","npi":"string","suspended":"bool","duty":"=offDuty","connected":"bool",
             "modalities":["string"],"services":["string"],"capacity":{"live":"number","async":"number"},
             "licenses":[{"state":"string","number":"string","expiresOn":"date","daysLeft":"number","expired":"bool","warning":"any"}],
             "now":"time"}
            """,
            profile);
        var licenses = profile.GetProperty("licenses").EnumerateArray().ToDictionary(l => l.GetProperty("state").GetString()!);
        Assert.Equal(JsonValueKind.Null, licenses["OH"].GetProperty("warning").ValueKind);
        Assert.Equal(30, licenses["IN"].GetProperty("warning").GetInt32());
        Assert.InRange(licenses["IN"].GetProperty("daysLeft").GetInt32(), 19, 21);
    }

    [Fact]
    public async Task Day_OfAProviderWhoDidEverything_CountsItFromTheStore()
    {
        var clinic = await server.AddClinic();
        var (provider, hub) = await Connect("WI");
        var declined = await clinic.Request(Bodies.Consult("WI"));
        await hub.Must("DeclineOffer", await OfferOf(hub, declined), "not now");
        await clinic.Rest.Post($"/v1/consults/{declined}/cancel", new JsonObject { ["reason"] = "left" });
        var served = await server.Begin(clinic, hub, Bodies.Consult("WI"));
        await hub.Must("CompleteConsult", served, Bodies.Approval("botox"));
        var released = await server.Assign(clinic, hub, Bodies.Consult("WI"));
        await hub.Must("ReleaseConsult", released, "called away");

        var day = await DayOf(provider, "?timeZone=America/Chicago");

        Shape.Matches(
            """
            {"from":"time","to":"time","timeZone":"=America/Chicago","onDutySeconds":"number","servingSeconds":"number","offered":"number",
             "accepted":"number","declined":"number","expired":"number","rescinded":"number","released":"number","served":"number"}
            """,
            day);
        Assert.Equal(1, day.GetProperty("declined").GetInt32());
        Assert.Equal(2, day.GetProperty("accepted").GetInt32());
        Assert.Equal(1, day.GetProperty("served").GetInt32());
        Assert.Equal(1, day.GetProperty("released").GetInt32());
        Assert.InRange(day.GetProperty("offered").GetInt32(), 3, 4);
        var midnight = TimeZoneInfo.ConvertTime(day.GetProperty("from").GetDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));
        Assert.Equal(TimeSpan.Zero, midnight.TimeOfDay);
    }

    [Fact]
    public async Task Day_OfAProviderWhosePageHeardNoAnswerAndAskedAgain_CountsEachOnce()
    {
        var clinic = await server.AddClinic();
        var (provider, hub) = await Connect("NE");
        var declined = await clinic.Request(Bodies.Consult("NE"));
        var refused = await OfferOf(hub, declined);
        await hub.Must("DeclineOffer", refused, "not now");
        await hub.Must("DeclineOffer", refused, "not now");
        await clinic.Rest.Post($"/v1/consults/{declined}/cancel", new JsonObject { ["reason"] = "left" });
        var served = await clinic.Request(Bodies.Consult("NE"));
        var offer = await OfferOf(hub, served);
        await hub.Must("AcceptOffer", offer);
        await hub.Must("AcceptOffer", offer);
        await hub.Must("StartConsult", served);
        await hub.Must("CompleteConsult", served, Bodies.Approval("botox"));
        await hub.Must("CompleteConsult", served, Bodies.Approval("botox"));

        var day = await DayOf(provider, "?timeZone=America/Chicago");

        Assert.Equal(
            (1, 1, 1),
            (day.GetProperty("declined").GetInt32(), day.GetProperty("accepted").GetInt32(), day.GetProperty("served").GetInt32()));
    }

    [Fact]
    public async Task Day_InAZoneThatIsNone_IsRefused()
    {
        var provider = await server.AddProvider("WI");

        (await server.Operator.As(provider.AccessToken).Get("/v1/provider/day?timeZone=Mars/Olympus"))
            .IsProblemOfFields("validation", "timeZone");
    }

    [Fact]
    public async Task Notes_SavedAsTheyAreTyped_AreReadBackAndKeptFromBeingOverwrittenUnseen()
    {
        var (rest, id) = await Serving("MN");
        var path = $"/v1/provider/consults/{id}/notes";
        Shape.Matches(
            """{"consultId":"cns_","assignmentNumber":"number","version":"number","text":"=","savedAt":"null"}""",
            (await rest.Get(path)).Is(HttpStatusCode.OK));

        var first = (await rest.Put(path, Notes("History", 0))).Is(HttpStatusCode.OK);
        var second = (await rest.Put(path, Notes("History taken.\nNo allergies.", 1))).Is(HttpStatusCode.OK);
        (await rest.Put(path, Notes("what another tab had", 1))).IsProblem(409, "version-conflict");

        Assert.Equal(1, first.GetProperty("version").GetInt64());
        Assert.Equal(2, second.GetProperty("version").GetInt64());
        Assert.Equal("History taken.\nNo allergies.", (await rest.Get(path)).Json.GetProperty("text").GetString());
        Assert.Equal(3, (await rest.Put(path, Notes("the last one counts", null))).Is(HttpStatusCode.OK).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Notes_OfAConsultThatSomebodyElseServes_AreAsUnknownAsThoseOfNoConsult()
    {
        var (_, id) = await Serving("MN");
        var (stranger, _) = await Serving("IA");

        var anothers = await stranger.Get($"/v1/provider/consults/{id}/notes");
        var unknown = await stranger.Get("/v1/provider/consults/cns_01jd7aaaaaaaaaaaaaaaaaaaaa/notes");

        anothers.IsProblem(404, "not-found");
        Assert.Equal(unknown.Text, anothers.Text);
        (await stranger.Put($"/v1/provider/consults/{id}/notes", Notes("not mine", 0))).IsProblem(409, "gone");
        (await stranger.Get($"/v1/provider/consults/{id}")).IsProblem(404, "not-found");
        (await stranger.Get($"/v1/provider/consults/{id}/timeline")).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task Notes_AfterTheConsultWasGivenBack_AreForNobodyAnyMore()
    {
        var clinic = await server.AddClinic();
        var (provider, hub) = await Connect("NE");
        var rest = server.Operator.As(provider.AccessToken);
        var id = await server.Assign(clinic, hub, Bodies.Consult("NE"));
        (await rest.Put($"/v1/provider/consults/{id}/notes", Notes("asked about allergies", 0))).Is(HttpStatusCode.OK);
        await hub.Must("ReleaseConsult", id, "called away");

        (await rest.Get($"/v1/provider/consults/{id}/notes")).IsProblem(404, "not-found");
        (await rest.Put($"/v1/provider/consults/{id}/notes", Notes("and more", 1))).IsProblem(409, "gone");
        var (other, otherHub) = await Connect("NE");
        await hub.Must("GoOffDuty");
        await otherHub.Must("AcceptOffer", await OfferOf(otherHub, id));
        var next = (await server.Operator.As(other.AccessToken).Get($"/v1/provider/consults/{id}/notes")).Is(HttpStatusCode.OK);
        Assert.Equal("", next.GetProperty("text").GetString());
        Assert.Equal(0, next.GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData("""{"version":0}""", "text")]
    [InlineData("""{"text":"x","version":-1}""", "version")]
    public async Task Notes_ThatAreNotRight_AreRefused(string body, string field)
    {
        var (rest, id) = await Serving("MN");

        (await rest.Send(HttpMethod.Put, $"/v1/provider/consults/{id}/notes", body)).IsProblemOfFields("validation", field);
    }

    [Fact]
    public async Task Notes_OnTheDisk_AreSealed()
    {
        await using var own = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await own.AddClinic();
        var provider = await own.AddProvider("AZ");
        var hub = await own.Connect(provider);
        await hub.Must("GoOnDuty", new JsonObject());
        var id = await own.Begin(clinic, hub, Bodies.Consult("AZ"));
        (await own.Operator.As(provider.AccessToken).Put($"/v1/provider/consults/{id}/notes", Notes("persimmon-coloured rash", 0)))
            .Is(HttpStatusCode.OK);

        await own.Host.Stop();

        Assert.All(
            own.Host.Store.Files(),
            file => Assert.DoesNotContain("persimmon", File.ReadAllText(file, Encoding.Latin1), StringComparison.Ordinal));
        Assert.DoesNotContain(own.Host.Log.Lines, line => line.Contains("persimmon", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Consult_ThatOneServes_ShowsThePatientAndWhatHappened()
    {
        var clinic = await server.AddClinic();
        var (refuser, refuserHub) = await Connect("ND");
        var id = await clinic.Request(Bodies.Consult("ND"));
        await refuserHub.Must("DeclineOffer", await OfferOf(refuserHub, id), "knows the patient privately");
        var (provider, hub) = await Connect("ND");
        await hub.Must("AcceptOffer", await OfferOf(hub, id));
        var rest = server.Operator.As(provider.AccessToken);

        var consult = (await rest.Get($"/v1/provider/consults/{id}")).Is(HttpStatusCode.OK);
        var timeline = (await rest.Get($"/v1/provider/consults/{id}/timeline")).Is(HttpStatusCode.OK);

        Assert.Equal("Marguerite", consult.GetProperty("patient").GetProperty("givenName").GetString());
        Assert.Equal("none", consult.GetProperty("intake").GetProperty("allergies").GetString());
        var types = timeline.EnumerateArray().Select(e => e.GetProperty("type").GetString()).ToArray();
        Assert.Contains("consult.requested", types);
        Assert.Contains("consult.assigned", types);
        Assert.DoesNotContain("offer.declined", types);
        Assert.DoesNotContain("privately", timeline.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(refuser.Id, timeline.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/provider")]
    [InlineData("/v1/provider/day")]
    [InlineData("/v1/provider/consults/cns_01jd7aaaaaaaaaaaaaaaaaaaaa/notes")]
    public async Task TheConsole_AskedByAClinic_IsForbidden(string path) =>
        (await (await server.AddClinic()).Rest.Get(path)).IsProblem(403, "forbidden");

    [Fact]
    public async Task Services_AskedByAnybody_HaveTheFormsOfTheirOrders()
    {
        var services = (await server.Nobody.Get("/v1/services")).Is(HttpStatusCode.OK);

        Assert.Equal(10, services.GetArrayLength());
        var botox = services.EnumerateArray().Single(s => s.GetProperty("id").GetString() == "botox");
        Assert.Equal(
            ["indications", "product", "areas", "maximumUnits", "validUntil"],
            botox.GetProperty("orderForm").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.All(services.EnumerateArray(), s => Assert.NotEmpty(s.GetProperty("orderForm").EnumerateArray()));
        Shape.Matches("""{"now":"time"}""", (await server.Nobody.Get("/v1/time")).Is(HttpStatusCode.OK));
    }

    private static JsonObject Notes(string text, long? version) => new() { ["text"] = text, ["version"] = version };

    private static async Task<string> OfferOf(RawHub hub, string consult) =>
        (await hub.Next("Offer", o => o.GetProperty("consultId").GetString() == consult)).GetProperty("offerId").GetString()!;

    private async Task<(TestProvider Provider, RawHub Hub)> Connect(string state)
    {
        var provider = await server.AddProvider(state);
        var hub = await server.Connect(provider);
        await hub.Must("GoOnDuty", new JsonObject());
        return (provider, hub);
    }

    private async Task<(Rest Caller, string Consult)> Serving(string state)
    {
        var provider = await server.AddProvider(state);
        var hub = await server.Connect(provider);
        await hub.Must("GoOnDuty", new JsonObject());
        var id = await server.Begin(await server.AddClinic(), hub, Bodies.Consult(state));
        return (server.Operator.As(provider.AccessToken), id);
    }

    private async Task<JsonElement> DayOf(TestProvider provider, string query) =>
        (await server.Operator.As(provider.AccessToken).Get("/v1/provider/day" + query)).Is(HttpStatusCode.OK);
}
