using System.Net;
using System.Text.Json;
using Dispatch.Api.WaitTimes;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Pages;

public sealed class ClinicDashboardTests(ContractServer server) : IClassFixture<ContractServer>
{
    [Fact]
    public async Task History_OfConsultsThatWereAccepted_ComesFromTheStoreByDayAndWeekAndState()
    {
        await using var own = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await own.AddClinic();
        var hub = await own.ConnectOnDuty("VT");
        await own.Assign(clinic, hub, Bodies.Consult("VT"));
        await own.Host.Restart();
        await Keep(own);
        var rest = new Rest(own.Host.Http, clinic.ApiKey);

        var day = (await rest.Get("/v1/wait-times/history?state=VT")).Is(HttpStatusCode.OK);
        var week = (await rest.Get("/v1/wait-times/history?span=week")).Is(HttpStatusCode.OK);
        var elsewhere = (await rest.Get("/v1/wait-times/history?state=NM&span=day")).Is(HttpStatusCode.OK);

        Shape.Matches(
            """
            {"span":"=day","state":"=VT","from":"time","to":"time","bucketSeconds":"number",
             "points":[{"at":"time","accepted":"number","p50":"number","p80":"number","slaSeconds":"number","slaAttained":"number"}]}
            """,
            day);
        var point = Assert.Single(day.GetProperty("points").EnumerateArray());
        Assert.Equal(1, point.GetProperty("accepted").GetInt32());
        Assert.Equal(120, point.GetProperty("slaSeconds").GetDouble(), 3);
        Assert.Equal(1, point.GetProperty("slaAttained").GetDouble());
        Assert.InRange(point.GetProperty("p80").GetDouble(), 0, 60);
        Assert.Equal(300, day.GetProperty("bucketSeconds").GetInt32());
        Assert.Equal(3600, week.GetProperty("bucketSeconds").GetInt32());
        Assert.Equal(JsonValueKind.Null, week.GetProperty("state").ValueKind);
        Assert.Equal(1, week.GetProperty("points").EnumerateArray().Sum(p => p.GetProperty("accepted").GetInt32()));
        Assert.Empty(elsewhere.GetProperty("points").EnumerateArray());
    }

    [Fact]
    public async Task History_WrittenAgain_CountsNothingTwice()
    {
        await using var own = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await own.AddClinic();
        var hub = await own.ConnectOnDuty("VT");
        await own.Assign(clinic, hub, Bodies.Consult("VT"));

        await Keep(own);
        await Keep(own);

        var week = (await clinic.Rest.Get("/v1/wait-times/history?span=week&state=VT")).Is(HttpStatusCode.OK);
        Assert.Equal(1, week.GetProperty("points").EnumerateArray().Sum(p => p.GetProperty("accepted").GetInt32()));
    }

    [Theory]
    [InlineData("span=month", "span")]
    [InlineData("state=ZZ", "state")]
    public async Task History_OfWhatIsNot_IsRefused(string query, string field) =>
        (await (await server.AddClinic()).Rest.Get("/v1/wait-times/history?" + query)).IsProblemOfFields("validation", field);

    [Fact]
    public async Task Table_OfAClinic_HasItsConsultsColumnByColumnAndNobodyElses()
    {
        var clinic = await server.AddClinic();
        var stranger = await server.AddClinic();
        await stranger.Request(Bodies.Consult("DE"));
        var first = await clinic.Request(Bodies.Consult("DE"));
        var second = await clinic.Request(Bodies.Consult("MT"));
        await clinic.Rest.Post($"/v1/consults/{first}/cancel", new System.Text.Json.Nodes.JsonObject { ["reason"] = "left" });

        var table = (await clinic.Rest.Get("/v1/consults/table")).Is(HttpStatusCode.OK);

        Assert.False(table.GetProperty("truncated").GetBoolean());
        Assert.Equal([second, first], Column(table, "ids"));
        Assert.Equal(["waiting", "cancelled"], Column(table, "statuses"));
        Assert.Equal(["MT", "DE"], Column(table, "states"));
        foreach (var column in (string[])["requestedAt", "acceptBy", "acceptedAt", "updatedAt", "providerIds", "versions"])
        {
            Assert.Equal(2, table.GetProperty(column).GetArrayLength());
        }

        Assert.DoesNotContain("Okonkwo", table.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_OfMoreThanItShows_SaysSo()
    {
        await using var small = await ContractServer.WithLimits(("TableRows", "1"));
        var clinic = await small.AddClinic();
        await clinic.Request(Bodies.Consult("DE"));
        var newest = await clinic.Request(Bodies.Consult("DE"));

        var table = (await clinic.Rest.Get("/v1/consults/table")).Is(HttpStatusCode.OK);

        Assert.True(table.GetProperty("truncated").GetBoolean());
        Assert.Equal([newest], Column(table, "ids"));
    }

    [Fact]
    public async Task List_OfIds_ShowsTheseWithTheirPatientsAndNoneOfAnotherClinic()
    {
        var clinic = await server.AddClinic();
        var others = await (await server.AddClinic()).Request(Bodies.Consult("DE"));
        var first = await clinic.Request(Bodies.Consult("DE"));
        await clinic.Request(Bodies.Consult("DE"));
        var third = await clinic.Request(Bodies.Consult("DE"));

        var page = (await clinic.Rest.Get($"/v1/consults?ids={first},{others},{third}")).Is(HttpStatusCode.OK);

        var items = page.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal([third, first], items.Select(i => i.GetProperty("id").GetString()));
        Assert.All(items, i => Assert.Equal("Okonkwo", i.GetProperty("patient").GetProperty("familyName").GetString()));
        (await clinic.Rest.Get("/v1/consults?ids=nonsense")).IsProblemOfFields("validation", "ids");
        (await clinic.Rest.Get("/v1/consults?ids=" + string.Join(',', Enumerable.Repeat(first, 201)))).IsProblemOfFields("validation", "ids");
    }

    [Fact]
    public async Task List_OfAFullPage_HasAllTwoHundredAndNoCursor()
    {
        await using var own = await ContractServer.WithLimits(("RequestsPerSecond", "1000"));
        var clinic = await own.AddClinic();
        for (var i = 0; i < 200; i++)
        {
            await clinic.Request(Bodies.Consult("DE"));
        }

        var full = (await clinic.Rest.Get("/v1/consults?limit=200")).Is(HttpStatusCode.OK);
        await clinic.Request(Bodies.Consult("DE"));
        var more = (await clinic.Rest.Get("/v1/consults?limit=200")).Is(HttpStatusCode.OK);

        Assert.Equal(200, full.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, full.GetProperty("nextCursor").ValueKind);
        Assert.Equal(200, more.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.String, more.GetProperty("nextCursor").ValueKind);
    }

    [Fact]
    public async Task List_SortedTheOtherWay_GoesOnWhereThePageEnded()
    {
        var clinic = await server.AddClinic();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await clinic.Request(Bodies.Consult("DE")));
        }

        var first = (await clinic.Rest.Get("/v1/consults?sort=requestedAt&limit=3")).Is(HttpStatusCode.OK);
        var cursor = Uri.EscapeDataString(first.GetProperty("nextCursor").GetString()!);
        var second = (await clinic.Rest.Get($"/v1/consults?sort=requestedAt&limit=3&cursor={cursor}")).Is(HttpStatusCode.OK);

        Assert.Equal(ids, IdsOf(first).Concat(IdsOf(second)));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
    }

    [Fact]
    public async Task List_OfSeveralStatusesUntilATime_ShowsThese()
    {
        var clinic = await server.AddClinic();
        var cancelled = await clinic.Request(Bodies.Consult("DE"));
        await clinic.Rest.Post($"/v1/consults/{cancelled}/cancel", new System.Text.Json.Nodes.JsonObject { ["reason"] = "left" });
        var waiting = await clinic.Request(Bodies.Consult("DE"));
        var at = (await clinic.Rest.Get("/v1/consults/" + waiting)).Json.GetProperty("requestedAt").GetString()!;

        var both = (await clinic.Rest.Get("/v1/consults?status=waiting,cancelled")).Is(HttpStatusCode.OK);
        var ended = (await clinic.Rest.Get("/v1/consults?status=completed,cancelled,expired")).Is(HttpStatusCode.OK);
        var before = (await clinic.Rest.Get("/v1/consults?until=" + Uri.EscapeDataString(at))).Is(HttpStatusCode.OK);

        Assert.Equal([waiting, cancelled], IdsOf(both));
        Assert.Equal([cancelled], IdsOf(ended));
        Assert.Equal([cancelled], IdsOf(before));
    }

    [Theory]
    [InlineData("sort=state", "sort")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("until=yesterday", "until")]
    [InlineData("status=waiting,asleep", "status")]
    public async Task List_OfAQueryThatIsNotRight_NamesTheField(string query, string field) =>
        (await (await server.AddClinic()).Rest.Get("/v1/consults?" + query)).IsProblemOfFields("validation", field);

    [Fact]
    public async Task Clinic_ThatAsksWhoItIs_IsTold()
    {
        var clinic = await server.AddClinic();

        Shape.Matches(
            """
            {"id":"cli_","name":"=Harbor Aesthetics","timeZone":"=America/New_York",
             "limits":{"requestsPerSecond":"number","openConsults":"number"},"now":"time"}
            """,
            (await clinic.Rest.Get("/v1/clinic")).Is(HttpStatusCode.OK));
    }

    [Fact]
    public async Task Providers_OfAClinic_AreThoseWhoServedIt()
    {
        await using var own = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await own.AddClinic();
        var stranger = await own.AddClinic();
        Assert.Empty((await clinic.Rest.Get("/v1/clinic/providers")).Is(HttpStatusCode.OK).EnumerateArray());
        var hub = await own.ConnectOnDuty("VT");
        await own.Assign(clinic, hub, Bodies.Consult("VT"));

        var providers = (await clinic.Rest.Get("/v1/clinic/providers")).Is(HttpStatusCode.OK);

        Shape.Matches("""[{"id":"prv_","name":"=Ada Quincy","credential":"=MD","states":["=VT"]}]""", providers);
        Assert.Equal(1, providers.GetArrayLength());
        Assert.Empty((await stranger.Rest.Get("/v1/clinic/providers")).Is(HttpStatusCode.OK).EnumerateArray());
    }

    // The server's own may be writing at this moment. Several may write: each writes the same.
    private static async Task Keep(ContractServer of)
    {
        using var keeper = ActivatorUtilities.CreateInstance<WaitHistoryKeeper>(of.Host.Services);
        await keeper.Write(CancellationToken.None);
    }

    private static IEnumerable<string?> Column(JsonElement table, string name) =>
        table.GetProperty(name).EnumerateArray().Select(v => v.GetString());

    private static IEnumerable<string?> IdsOf(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString());
}
