using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Planned shifts. The clock starts on Thursday, 1 January 2026, at noon UTC.</summary>
public sealed partial class ShiftTests
{
    private const string FromOnePastNoon =
        """{"timeZone":"UTC","weekly":[{"days":["thursday"],"from":"12:01","to":"12:05"}],"dated":[{"date":"2026-01-03","from":"22:00","to":"24:00"}]}""";

    [Fact]
    public async Task PutShifts_OfAProvider_AreReadBackAsTheyWereWritten()
    {
        await using var host = await DispatchHost.Start();
        var provider = await host.AddProvider("CA");

        var put = await Put(host, provider, FromOnePastNoon);
        var read = (await Rest(host).Get(Path(provider))).Is(HttpStatusCode.OK);

        Shape.Matches(
            """
            {"providerId":"prv_","timeZone":"=UTC","weekly":[{"days":["=thursday"],"from":"=12:01","to":"=12:05"}],
             "dated":[{"date":"date","from":"=22:00","to":"=24:00"}],"onShift":"bool","endsAt":"null","nextStartsAt":"time"}
            """,
            put);
        Assert.Equal(put.GetRawText(), read.GetRawText());
        await host.Restart();
        Assert.Equal(put.GetRawText(), (await Rest(host).Get(Path(provider))).Is(HttpStatusCode.OK).GetRawText());
    }

    [Theory]
    [InlineData("""{"weekly":[]}""", "timeZone")]
    [InlineData("""{"timeZone":"UTC","dated":[{"date":"2026-01-03","from":"22:00","to":"06:00"}]}""", "dated[0].to")]
    [InlineData("""{"timeZone":"UTC","monthly":[]}""", "monthly")]
    public async Task PutShifts_WhatIsNotRight_IsNamed(string body, string field)
    {
        await using var host = await DispatchHost.Start();
        var provider = await host.AddProvider("CA");

        (await Rest(host).Put(Path(provider), JsonNode.Parse(body)!)).IsProblemOfFields("validation", field);
        (await Rest(host).Put("/v1/providers/prv_01jd7aaaaaaaaaaaaaaaaaaaaa/shifts", JsonNode.Parse(FromOnePastNoon)!))
            .IsProblem(404, "not-found");
    }

    private static async Task<JsonElement> Put(DispatchHost host, ProviderClient provider, string shifts) =>
        (await Rest(host).Put(Path(provider), JsonNode.Parse(shifts)!)).Is(HttpStatusCode.OK);

    private static string Path(ProviderClient provider) => $"/v1/providers/{provider.Id}/shifts";

    private static Rest Rest(DispatchHost host) => new(host.Http, host.OperatorToken);
}
