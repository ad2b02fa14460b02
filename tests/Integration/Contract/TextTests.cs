using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>What people write goes in and comes out unchanged, or is refused with a clear word.</summary>
public class TextTests(ContractServer server) : IClassFixture<ContractServer>
{
    public static TheoryData<string> Names => new()
    {
        "Zoë 👩🏽‍⚕️", "محمد", "李小龍", "Ngô Thị Ánh", "e\u0301clair", "𠮷野家", "עברית", "O’Brien-Smith", "\ud83c\uddfa\ud83c\uddf8 flag", "\u200f\u202ertl",
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ANameInAnyScript_ThroughEveryDoor_ComesOutAsItWentIn(string name)
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("IL");
        var id = await clinic.Request(Bodies.Consult("IL").With("patient.familyName", name).With("intake", new JsonObject { [name] = name }));
        var offer = await hub.Next("Offer", o => o.GetProperty("consultId").GetString() == id);
        var accepted = (await hub.Must("AcceptOffer", offer.GetProperty("offerId").GetString())).GetProperty("consult");
        await hub.Must("StartConsult", id);
        await hub.Must("CompleteConsult", id, new JsonObject { ["decision"] = "denied", ["justification"] = name });
        await hub.Must("GoOffDuty");

        Assert.Equal(name, accepted.GetProperty("patient").GetProperty("familyName").GetString());
        Assert.Equal(name, accepted.GetProperty("intake").GetProperty(name).GetString());
        var consult = (await clinic.Rest.Get("/v1/consults/" + id)).Is(HttpStatusCode.OK);
        Assert.Equal(name, consult.GetProperty("patient").GetProperty("familyName").GetString());
        Assert.Equal(name, consult.GetProperty("intake").GetProperty(name).GetString());
        var listed = (await clinic.Rest.Get("/v1/consults")).Json.GetProperty("items")[0];
        Assert.Equal(name, listed.GetProperty("patient").GetProperty("familyName").GetString());
        var timeline = (await ContractServer.TimelineOf(clinic, id)).EnumerateArray().ToList();
        Assert.Equal(name, timeline[0].GetProperty("data").GetProperty("patient").GetProperty("familyName").GetString());
        Assert.Equal(name, timeline[^1].GetProperty("data").GetProperty("record").GetProperty("justification").GetString());
    }

    [Fact]
    public async Task AReason_OfSeveralLinesAndEmoji_ComesOutAsItWentIn()
    {
        const string Reason = "patient left\r\n\tcame back 🙃\nleft again";
        var clinic = await server.AddClinic();
        var id = await clinic.Request(Bodies.Consult("MI"));

        await clinic.Rest.Post($"/v1/consults/{id}/cancel", new JsonObject { ["reason"] = Reason });

        var cancelled = (await ContractServer.TimelineOf(clinic, id)).EnumerateArray().Last();
        Assert.Equal(Reason, cancelled.GetProperty("data").GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("patient.givenName", "\"a\\u0000b\"")]
    [InlineData("patient.phone", "\"1\\u00002\"")]
    [InlineData("patient.sex", "\"\\u0000\"")]
    [InlineData("patient.email", "\"a\\u0000@mail.example\"")]
    [InlineData("externalId", "\"\\u0000\"")]
    [InlineData("intake", "{\"allergies\":\"a\\u0000b\"}")]
    [InlineData("intake", "{\"a\\u0000b\":\"none\"}")]
    [InlineData("intake", "{\"list\":[{\"deep\":\"\\u0000\"}]}")]
    public async Task ANulCharacter_InAnyField_IsRefusedAndNothingIsStored(string field, string json)
    {
        var clinic = await server.AddClinic();

        (await clinic.Rest.Post("/v1/consults", Bodies.Consult().With(field, JsonNode.Parse(json)))).IsProblemOfFields("validation", field);

        Assert.Equal(0, (await clinic.Rest.Get("/v1/consults")).Json.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("\"patient\":{\"givenName\":\"\\ud800\",\"familyName\":\"Okonkwo\",\"birthDate\":\"1987-04-12\"}")]
    [InlineData("\"intake\":{\"allergies\":\"\\ud800\"}")]
    [InlineData("\"intake\":{\"\\udc00\":\"none\"}")]
    [InlineData("\"externalId\":\"x\\ud83d\"")]
    public async Task HalfACharacter_InAnyField_IsRefusedAndNothingIsStored(string members)
    {
        var clinic = await server.AddClinic();
        var name = members[1..members.IndexOf(':', StringComparison.Ordinal)].TrimEnd('"');
        var body = Bodies.Consult();
        body.Remove(name);

        var answer = await clinic.Rest.Send(HttpMethod.Post, "/v1/consults", body.ToJsonString()[..^1] + "," + members + "}");

        Assert.True(answer.Status is 400 or 422, $"Expected a refusal, found {answer.Status}: {answer.Text}");
        Assert.Equal(0, (await clinic.Rest.Get("/v1/consults")).Json.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("patient.givenName")]
    [InlineData("patient.familyName")]
    [InlineData("patient.phone")]
    [InlineData("patient.sex")]
    [InlineData("externalId")]
    public async Task TenThousandCharacters_InAShortField_AreRefused(string field) =>
        (await (await server.AddClinic()).Rest.Post("/v1/consults", Bodies.Consult().With(field, new string('ä', 9_999) + "b")))
            .IsProblemOfFields("validation", field);

    [Fact]
    public async Task ANameOfTwoHundredEmoji_IsTakenAndOneMoreIsNot()
    {
        var clinic = await server.AddClinic();
        var emoji = string.Concat(Enumerable.Repeat("😀", 199)) + "é";

        await clinic.Request(Bodies.Consult("MI").With("patient.familyName", emoji));
        (await clinic.Rest.Post("/v1/consults", Bodies.Consult("MI").With("patient.familyName", emoji + "😀")))
            .IsProblemOfFields("validation", "patient.familyName");
    }

    [Fact]
    public async Task AnOrder_OfHalfACharacter_IsRefusedAndChangesNothing()
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("MD");
        var id = await server.Begin(clinic, hub, Bodies.Consult("MD"));

        // Written by hand: no writer of JSON lets half a character through.
        foreach (var order in (string[])["{\"service\":\"botox\",\"product\":\"\\ud800\"}", "{\"service\":\"\\ud800\"}", "{\"service\":\"botox\",\"\\ud800\":\"x\"}"])
        {
            RawHub.IsRefusal("validation", await hub.CallRaw(
                "CompleteConsult", $"\"{id}\"", $$"""{"decision":"approved","justification":"Fit.","orders":[{{order}}]}"""));
        }

        Assert.Equal("inProgress", await clinic.StatusOf(id));
    }
}
