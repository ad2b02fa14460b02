using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

public class ClinicEndpointTests(ContractServer server) : IClassFixture<ContractServer>
{
    [Fact]
    public async Task CreateClinic_AGoodBody_AnswersItsKeyOnce()
    {
        var answer = await server.Operator.Post("/v1/clinics", Bodies.Clinic());

        Shape.Matches(
            """
            {"id":"cli_","apiKey":"string","name":"=Harbor Aesthetics","timeZone":"=America/New_York",
             "limits":{"requestsPerSecond":"number","openConsults":"number"},"createdAt":"time"}
            """,
            answer.Is(HttpStatusCode.Created));
        Assert.StartsWith("dk_", answer.Json.GetProperty("apiKey").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateClinic_OnlyAName_TakesTheDefaults()
    {
        var clinic = (await server.Operator.Post("/v1/clinics", new JsonObject { ["name"] = "Ōtautahi Skin 🌿" })).Is(HttpStatusCode.Created);

        Assert.Equal("Ōtautahi Skin 🌿", clinic.GetProperty("name").GetString());
        Assert.Equal("America/Los_Angeles", clinic.GetProperty("timeZone").GetString());
    }

    [Fact]
    public async Task CreateClinic_EverythingThatTheContractNames_IsTaken()
    {
        var body = Bodies.Clinic()
            .With("brand", new JsonObject { ["color"] = "#336699" })
            .With("prices", new JsonObject { ["botox"] = 2799 })
            .With("webhook", new JsonObject { ["url"] = "https://clinic.example/hook" });

        (await server.Operator.Post("/v1/clinics", body)).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("name", null)]
    [InlineData("name", "\"  \"")]
    [InlineData("name", "\"a\\u0000b\"")]
    [InlineData("timeZone", "\"Mars/Olympus\"")]
    [InlineData("limits.requestsPerSecond", "0")]
    [InlineData("limits.requestsPerSecond", "10001")]
    [InlineData("limits.openConsults", "0")]
    [InlineData("limits.openConsults", "1000001")]
    [InlineData("limits.openConsults", "\"many\"")]
    public async Task CreateClinic_AFieldThatIsNotRight_IsNamed(string field, string? json) =>
        (await server.Operator.Post("/v1/clinics", Bodies.Clinic().With(field, json is null ? null : JsonNode.Parse(json))))
            .IsProblemOfFields("validation", field);

    [Theory]
    [InlineData("brand")]
    [InlineData("prices")]
    [InlineData("webhook")]
    public async Task CreateClinic_AFreeFieldTooLong_IsNamed(string field) =>
        (await server.Operator.Post("/v1/clinics", Bodies.Clinic().With(field, new JsonObject { ["text"] = new string('x', 16 * 1024) })))
            .IsProblemOfFields("validation", field);

    [Fact]
    public async Task CreateClinic_ANameOfTenThousandCharacters_IsNamed() =>
        (await server.Operator.Post("/v1/clinics", Bodies.Clinic().With("name", new string('n', 10_000))))
            .IsProblemOfFields("validation", "name");
}
