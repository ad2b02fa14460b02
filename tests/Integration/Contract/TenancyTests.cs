using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>A clinic can see nothing of another's: what is another's is as unknown as what never was.</summary>
public class TenancyTests(ContractServer server) : IClassFixture<ContractServer>
{
    private const string Never = "cns_01jd7aaaaaaaaaaaaaaaaaaaaa";

    [Theory]
    [InlineData("GET", "/v1/consults/{id}")]
    [InlineData("GET", "/v1/consults/{id}/timeline")]
    [InlineData("POST", "/v1/consults/{id}/cancel")]
    [InlineData("GET", "/v1/consults/{id}/order")]
    [InlineData("GET", "/v1/consults/{id}/order.pdf")]
    [InlineData("GET", "/v1/consults/{id}/order.fhir")]
    public async Task AnyConsultPath_OfAnotherClinicsConsult_IsAnsweredAsIfItNeverWas(string method, string path)
    {
        var owner = await server.AddClinic();
        var stranger = await server.AddClinic();
        var id = await owner.Request(Bodies.Consult("CO"));
        var body = method == "POST" ? """{"reason":"not mine"}""" : null;

        var anothers = await stranger.Rest.Send(new HttpMethod(method), path.Replace("{id}", id, StringComparison.Ordinal), body);
        var unknown = await stranger.Rest.Send(new HttpMethod(method), path.Replace("{id}", Never, StringComparison.Ordinal), body);
        var nonsense = await stranger.Rest.Send(new HttpMethod(method), path.Replace("{id}", "nonsense", StringComparison.Ordinal), body);

        anothers.IsProblem(404, "not-found");
        Assert.Equal(unknown.Text, anothers.Text);
        Assert.Equal(unknown.Text, nonsense.Text);
        Assert.Equal("waiting", await owner.StatusOf(id));
    }

    [Fact]
    public async Task Cancel_OfAnotherClinicsConsultWithoutAReason_DoesNotTellThatItExists()
    {
        var owner = await server.AddClinic();
        var stranger = await server.AddClinic();
        var id = await owner.Request(Bodies.Consult("CO"));

        var anothers = await stranger.Rest.Post($"/v1/consults/{id}/cancel");
        var unknown = await stranger.Rest.Post($"/v1/consults/{Never}/cancel");

        Assert.Equal(unknown.Text, anothers.Text);
    }

    [Fact]
    public async Task List_WhileAnotherClinicHasConsults_ShowsNoneOfThem()
    {
        var owner = await server.AddClinic();
        var stranger = await server.AddClinic();
        await owner.Request(Bodies.Consult("CO"));
        var own = await stranger.Request(Bodies.Consult("CO"));

        var items = (await stranger.Rest.Get("/v1/consults?state=CO&status=waiting")).Is(HttpStatusCode.OK).GetProperty("items");

        Assert.Equal([own], items.EnumerateArray().Select(i => i.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task List_WithACursorOfAnotherClinic_ShowsNoneOfThatClinics()
    {
        await using var small = await ContractServer.WithLimits(("PageSize", "1"));
        var owner = await small.AddClinic();
        var stranger = await small.AddClinic();
        await owner.Request(Bodies.Consult("CO"));
        await owner.Request(Bodies.Consult("CO"));
        var cursor = (await owner.Rest.Get("/v1/consults")).Json.GetProperty("nextCursor").GetString()!;

        var items = (await stranger.Rest.Get("/v1/consults?cursor=" + Uri.EscapeDataString(cursor))).Is(HttpStatusCode.OK).GetProperty("items");

        Assert.Equal(0, items.GetArrayLength());
    }

    [Fact]
    public async Task WatchConsults_WhileAnotherClinicsConsultIsServed_TellsNothingOfIt()
    {
        var owner = await server.AddClinic();
        var stranger = await server.AddClinic();
        var hub = await server.Connect(stranger);
        await hub.Must("WatchConsults");
        var provider = await server.ConnectOnDuty("NC");

        var anothers = await server.Begin(owner, provider, Bodies.Consult("NC"));
        await provider.Must("CompleteConsult", anothers, Bodies.Approval("botox"));
        var own = await stranger.Request(Bodies.Consult("NC"));

        // What is told of one's own comes after all that could have been told of the other's.
        var first = await hub.Next("ConsultChanged");
        Assert.Equal(own, first.GetProperty("consultId").GetString());
        Assert.All(hub.Untaken("ConsultChanged"), c => Assert.Equal(own, c.GetProperty("consultId").GetString()));
    }

    [Fact]
    public async Task Timeline_OfAConsultOfferedAfterAnotherClinicsWasPassedOver_DoesNotNameTheOther()
    {
        var owner = await server.AddClinic();
        var stranger = await server.AddClinic();

        // Nobody on duty may perform the first; the second is offered past it.
        var passedOver = await owner.Request(Bodies.Consult("MN", "live", "hormone"));
        var hub = await server.Connect(await server.AddProvider(Bodies.Provider("MN").With("credential", "PA")));
        await hub.Must("GoOnDuty", new JsonObject());
        var served = await server.Assign(stranger, hub, Bodies.Consult("MN", "live", "botox"));

        var timeline = (await ContractServer.TimelineOf(stranger, served)).GetRawText();
        var explained = (await server.Operator.Get($"/v1/ops/consults/{served}/explain")).Is(HttpStatusCode.OK).GetRawText();

        Assert.DoesNotContain(passedOver, timeline, StringComparison.Ordinal);
        Assert.DoesNotContain(owner.Id, timeline, StringComparison.Ordinal);
        Assert.Contains(passedOver, explained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offer_BeforeItIsAccepted_NamesNeitherPatientNorClinic()
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("WA");
        await clinic.Request(Bodies.Consult("WA"));

        var offer = (await hub.Next("Offer")).GetRawText();

        Assert.DoesNotContain("Marguerite", offer, StringComparison.Ordinal);
        Assert.DoesNotContain("allergies", offer, StringComparison.Ordinal);
        Assert.DoesNotContain(clinic.Id, offer, StringComparison.Ordinal);
    }
}
