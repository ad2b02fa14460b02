using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

public class ConsultRequestTests(ContractServer server) : IClassFixture<ContractServer>
{
    [Fact]
    public async Task Request_ALiveConsult_IsAnsweredAsTheContractSays()
    {
        var clinic = await server.AddClinic();

        var answer = await clinic.Rest.Post("/v1/consults", Bodies.Consult("WY").With("externalId", "chart-77"));

        Shape.Matches(
            """
            {"id":"cns_","status":"=waiting","requestedAt":"time","state":"=WY","services":["=botox"],"modality":"=live",
             "priority":"=routine","externalId":"=chart-77",
             "sla":{"firstOfferBy":"time","acceptBy":"time","startBy":"time","completeBy":"time","giveUpAt":"time"},
             "line":{"position":"number","estimatedWait":"null"},"visitUrl":"null"}
            """,
            answer.Is(HttpStatusCode.Created));
        Assert.Equal($"/v1/consults/{answer.Json.GetProperty("id").GetString()}", answer.Headers["Location"]);
    }

    [Fact]
    public async Task Request_AnAsyncConsult_PromisesNoStart()
    {
        var clinic = await server.AddClinic();

        var sla = (await clinic.Rest.Post("/v1/consults", Bodies.Consult("WY", "async"))).Is(HttpStatusCode.Created).GetProperty("sla");

        Shape.Matches(
            """{"firstOfferBy":"time","acceptBy":"time","startBy":"null","completeBy":"time","giveUpAt":"time"}""", sla);
    }

    [Fact]
    public async Task Request_OthersWaitAlready_TellsThePlaceInLine()
    {
        var clinic = await server.AddClinic();
        await clinic.Request(Bodies.Consult("AK"));

        var second = (await clinic.Rest.Post("/v1/consults", Bodies.Consult("AK"))).Is(HttpStatusCode.Created);
        var urgent = (await clinic.Rest.Post("/v1/consults", Bodies.Consult("AK").With("priority", "urgent"))).Is(HttpStatusCode.Created);

        Assert.Equal(2, second.GetProperty("line").GetProperty("position").GetInt32());
        Assert.Equal(1, urgent.GetProperty("line").GetProperty("position").GetInt32());
        Assert.Equal("urgent", urgent.GetProperty("priority").GetString());
    }

    [Fact]
    public async Task Get_AWaitingConsult_ShowsWhatWasAskedFor()
    {
        var clinic = await server.AddClinic();
        var location = (await clinic.Rest.Post(
            "/v1/locations", JsonNode.Parse("""{"name":"North End","state":"VT","timeZone":"America/New_York"}""")))
            .Is(HttpStatusCode.Created).GetProperty("id").GetString();
        var id = await clinic.Request(Bodies.Consult("VT")
            .With("patient.email", "marguerite@mail.example").With("patient.phone", "+1 802 555 0134").With("patient.sex", "female")
            .With("locationId", location).With("externalId", "chart-78").With("queueUntilOpen", true));

        var consult = (await clinic.Rest.Get("/v1/consults/" + id)).Is(HttpStatusCode.OK);

        Shape.Matches(
            """
            {"id":"cns_","status":"=waiting","requestedAt":"time","state":"=VT","services":["=botox"],"modality":"=live",
             "priority":"=routine","externalId":"=chart-78","locationId":"loc_",
             "sla":{"firstOfferBy":"time","acceptBy":"time","startBy":"time","completeBy":"time","giveUpAt":"time"},
             "line":"null","visitUrl":"null",
             "patient":{"givenName":"=Marguerite","familyName":"=Okonkwo","birthDate":"=1987-04-12",
                        "email":"=marguerite@mail.example","phone":"string","sex":"=female"},
             "intake":{"allergies":"=none"}}
            """,
            consult);
    }

    [Theory]
    [InlineData("patient", null)]
    [InlineData("patient.givenName", null)]
    [InlineData("patient.givenName", "\"\"")]
    [InlineData("patient.familyName", "\"a\\u0007b\"")]
    [InlineData("patient.birthDate", null)]
    [InlineData("patient.birthDate", "\"12.04.1987\"")]
    [InlineData("patient.birthDate", "\"1987-02-30\"")]
    [InlineData("patient.birthDate", "\"1987-4-12\"")]
    [InlineData("patient.email", "\"nobody\"")]
    [InlineData("patient.email", "\"a@\"")]
    [InlineData("patient.phone", "\"\\u0000\"")]
    [InlineData("state", "\"ca\"")]
    [InlineData("state", "\"ZZ\"")]
    [InlineData("state", "\"California\"")]
    [InlineData("state", null)]
    [InlineData("services", "[]")]
    [InlineData("services", null)]
    [InlineData("modality", "\"phone\"")]
    [InlineData("modality", null)]
    [InlineData("priority", "\"asap\"")]
    [InlineData("preferredProviderId", "\"prv_1\"")]
    [InlineData("preferredProviderId", "\"cns_01jd7aaaaaaaaaaaaaaaaaaaaa\"")]
    [InlineData("locationId", "\"somewhere\"")]
    [InlineData("externalId", "\"a\\u0000b\"")]
    [InlineData("intake", "[1]")]
    [InlineData("intake", "\"text\"")]
    [InlineData("queueUntilOpen", "\"yes\"")]
    public async Task Request_AFieldThatIsNotRight_IsNamedAndNothingIsStored(string field, string? json)
    {
        var clinic = await server.AddClinic();

        var answer = await clinic.Rest.Post("/v1/consults", Bodies.Consult().With(field, json is null ? null : JsonNode.Parse(json)));

        answer.IsProblemOfFields("validation", field);
        await AssertStoredNothing(clinic);
    }

    [Fact]
    public async Task Request_AnUnknownServiceAmongKnownOnes_IsNamedByItsPlace() =>
        (await (await server.AddClinic()).Rest.Post("/v1/consults", Bodies.Consult("CA", "live", "botox", "tattoo")))
            .IsProblemOfFields("validation", "services[1]");

    [Fact]
    public async Task Request_SeveralFaults_AreAllNamed() =>
        (await (await server.AddClinic()).Rest.Post("/v1/consults", new JsonObject()))
            .IsProblemOfFields("validation", "patient", "state", "services", "modality");

    [Theory]
    [InlineData("peptide")]
    [InlineData("hormone")]
    [InlineData("urgent-care")]
    public async Task Request_AServiceThatNeedsALiveConsult_IsForbiddenAsAForm(string service)
    {
        var clinic = await server.AddClinic();

        var problem = (await clinic.Rest.Post("/v1/consults", Bodies.Consult("CA", "async", service))).IsProblem(422, "rule-forbids");

        Assert.Contains(service, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await AssertStoredNothing(clinic);
    }

    [Theory]
    [InlineData("patient.givenName", "asdf")]
    [InlineData("patient.familyName", "Lastname")]
    [InlineData("patient.birthDate", "2990-01-01")]
    [InlineData("patient.birthDate", "1850-01-01")]
    [InlineData("patient.phone", "000-0000000")]
    public async Task Request_AnIdentityThatLooksMadeUp_IsAskedBack(string field, string value)
    {
        var clinic = await server.AddClinic();

        (await clinic.Rest.Post("/v1/consults", Bodies.Consult().With(field, value))).IsProblemOfFields("placeholder-identity", field);

        await AssertStoredNothing(clinic);
    }

    [Fact]
    public async Task Request_ADayThatIsNotHereYet_IsNoBirthday()
    {
        var tomorrow = server.Host.Time.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        (await (await server.AddClinic()).Rest.Post("/v1/consults", Bodies.Consult().With("patient.birthDate", tomorrow)))
            .IsProblemOfFields("placeholder-identity", "patient.birthDate");
    }

    [Fact]
    public async Task Cancel_AWaitingConsult_EndsIt()
    {
        var clinic = await server.AddClinic();
        var id = await clinic.Request(Bodies.Consult("ND"));

        var cancelled = (await clinic.Rest.Post($"/v1/consults/{id}/cancel", new JsonObject { ["reason"] = "patient left" })).Is(HttpStatusCode.OK);

        Assert.Equal("cancelled", cancelled.GetProperty("status").GetString());
        Assert.Equal("cancelled", await clinic.StatusOf(id));
    }

    [Fact]
    public async Task Cancel_ACancelledConsult_IsAnsweredAgain()
    {
        var clinic = await server.AddClinic();
        var id = await clinic.Request(Bodies.Consult("ND"));
        var reason = new JsonObject { ["reason"] = "patient left" };
        await clinic.Rest.Post($"/v1/consults/{id}/cancel", reason);

        (await clinic.Rest.Post($"/v1/consults/{id}/cancel", reason)).Is(HttpStatusCode.OK);

        Assert.Equal(
            ["consult.requested", "consult.cancelled"],
            (await ContractServer.TimelineOf(clinic, id)).EnumerateArray().Select(e => e.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"reason":"  "}""")]
    [InlineData("""{"reason":"a\u0000b"}""")]
    public async Task Cancel_WithoutAGoodReason_IsRefusedAndChangesNothing(string body)
    {
        var clinic = await server.AddClinic();
        var id = await clinic.Request(Bodies.Consult("ND"));

        (await clinic.Rest.Send(HttpMethod.Post, $"/v1/consults/{id}/cancel", body)).IsProblemOfFields("validation", "reason");

        Assert.Equal("waiting", await clinic.StatusOf(id));
    }

    private static async Task AssertStoredNothing(TestClinic clinic) =>
        Assert.Equal(0, (await clinic.Rest.Get("/v1/consults")).Is(HttpStatusCode.OK).GetProperty("items").GetArrayLength());
}
