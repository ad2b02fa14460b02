using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

public class LocationTests(ContractServer server) : IClassFixture<ContractServer>
{
    private const string Members =
        """
        "id":"loc_","clinicId":"cli_","name":"=Back Bay","state":"=MA","timeZone":"=America/New_York","address":"string",
        "active":"bool","updatedAt":"time"
        """;

    [Fact]
    public async Task Locations_OfAClinic_AreKeptChangedAndRemoved()
    {
        var clinic = await server.AddClinic();

        var created = (await clinic.Rest.Post("/v1/locations", Location())).Is(HttpStatusCode.Created);
        var path = "/v1/locations/" + created.GetProperty("id").GetString();
        var changed = (await clinic.Rest.Put(path, Location().With("active", false))).Is(HttpStatusCode.OK);
        var listed = (await clinic.Rest.Get("/v1/locations")).Is(HttpStatusCode.OK);

        Shape.Matches("{" + Members + "}", created);
        Assert.True(created.GetProperty("active").GetBoolean());
        Assert.False(changed.GetProperty("active").GetBoolean());
        Assert.Equal(changed.GetRawText(), Assert.Single(listed.EnumerateArray()).GetRawText());
        Assert.Equal(204, (await clinic.Rest.Send(HttpMethod.Delete, path)).Status);
        (await clinic.Rest.Send(HttpMethod.Delete, path)).IsProblem(404, "not-found");
        (await clinic.Rest.Put(path, Location())).IsProblem(404, "not-found");
        Assert.Empty((await clinic.Rest.Get("/v1/locations")).Is(HttpStatusCode.OK).EnumerateArray());
    }

    [Theory]
    [InlineData("name", "\"\"")]
    [InlineData("name", null)]
    [InlineData("state", "\"Mass\"")]
    [InlineData("timeZone", "\"America/Gotham\"")]
    [InlineData("timeZone", null)]
    [InlineData("address", "\"\\u0000\"")]
    public async Task CreateLocation_AFieldThatIsNotRight_IsNamed(string field, string? json) =>
        (await (await server.AddClinic()).Rest.Post(
            "/v1/locations", Location().With(field, json is null ? null : JsonNode.Parse(json)))).IsProblemOfFields("validation", field);

    [Fact]
    public async Task Request_FromALocation_NeedsAnActiveOneOfTheClinic()
    {
        var clinic = await server.AddClinic();
        var other = await server.AddClinic();
        var own = await Create(clinic);
        var foreign = await Create(other);

        Assert.Equal(own, (await clinic.Rest.Post("/v1/consults", Bodies.Consult("ME").With("locationId", own)))
            .Is(HttpStatusCode.Created).GetProperty("locationId").GetString());
        await Refused(clinic, foreign);
        await Refused(clinic, "loc_01jd7aaaaaaaaaaaaaaaaaaaaa");
        (await clinic.Rest.Put("/v1/locations/" + own, Location().With("active", false))).Is(HttpStatusCode.OK);
        await Refused(clinic, own);
        (await clinic.Rest.Put("/v1/locations/" + own, Location())).Is(HttpStatusCode.OK);
        await clinic.Request(Bodies.Consult("ME").With("locationId", own));
        Assert.Equal(204, (await clinic.Rest.Send(HttpMethod.Delete, "/v1/locations/" + own)).Status);
        await Refused(clinic, own);
    }

    [Fact]
    public async Task Locations_OfAnotherClinic_AreNotFound()
    {
        var path = "/v1/locations/" + await Create(await server.AddClinic());
        var other = await server.AddClinic();

        (await other.Rest.Put(path, Location())).IsProblem(404, "not-found");
        (await other.Rest.Send(HttpMethod.Delete, path)).IsProblem(404, "not-found");
        Assert.Empty((await other.Rest.Get("/v1/locations")).Is(HttpStatusCode.OK).EnumerateArray());
    }

    [Fact]
    public async Task Locations_ByTheOperatorOnBehalfOfAClinic_AreTheClinics()
    {
        var clinic = await server.AddClinic();
        var path = $"/v1/clinics/{clinic.Id}/locations";

        var id = (await server.Operator.Post(path, Location())).Is(HttpStatusCode.Created).GetProperty("id").GetString()!;
        await clinic.Request(Bodies.Consult("ME").With("locationId", id));
        (await server.Operator.Put($"{path}/{id}", Location().With("active", false))).Is(HttpStatusCode.OK);

        await Refused(clinic, id);
        Assert.Equal(
            (await clinic.Rest.Get("/v1/locations")).Text, (await server.Operator.Get(path)).Text);
        Assert.Equal(204, (await server.Operator.Send(HttpMethod.Delete, $"{path}/{id}")).Status);
        (await server.Operator.Get("/v1/clinics/cli_01jd7aaaaaaaaaaaaaaaaaaaaa/locations")).IsProblem(404, "not-found");
        (await clinic.Rest.Get(path)).IsProblem(403, "forbidden");
    }

    [Fact]
    public async Task CreateLocation_OneMoreThanMayBe_IsRefused()
    {
        await using var small = await ContractServer.WithLimits(("LocationsPerClinic", "2"));
        var clinic = await small.AddClinic();
        await Create(clinic);
        await Create(clinic);

        (await clinic.Rest.Post("/v1/locations", Location())).IsProblem(409, "too-many-locations");
    }

    [Fact]
    public async Task Locations_AfterARestart_AreAsTheyWere()
    {
        await using var own = await ContractServer.WithLimits();
        var clinic = await own.AddClinic();
        var id = await Create(clinic);
        var before = (await clinic.Rest.Get("/v1/locations")).Text;

        await own.Host.Restart();
        var rest = own.Operator.As(clinic.ApiKey);

        Assert.Equal(before, (await rest.Get("/v1/locations")).Text);
        (await rest.Post("/v1/consults", Bodies.Consult("ME").With("locationId", id))).Is(HttpStatusCode.Created);
    }

    private static JsonObject Location() => new()
    {
        ["name"] = "Back Bay",
        ["state"] = "MA",
        ["timeZone"] = "America/New_York",
        ["address"] = "12 Newbury Street\nBoston",
    };

    private static async Task<string> Create(TestClinic clinic) =>
        (await clinic.Rest.Post("/v1/locations", Location())).Is(HttpStatusCode.Created).GetProperty("id").GetString()!;

    private static async Task Refused(TestClinic clinic, string location) =>
        (await clinic.Rest.Post("/v1/consults", Bodies.Consult("ME").With("locationId", location)))
            .IsProblemOfFields("validation", "locationId");
}
