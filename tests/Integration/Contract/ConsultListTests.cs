using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Contract;

public partial class ConsultListTests
{
    private const int PageSize = 5;

    private static readonly Dictionary<string, string> SmallPages = new() { ["Dispatch:Limits:PageSize"] = $"{PageSize}" };

    [Fact]
    public async Task List_PageByPageWhileNewOnesArrive_HasNoGapAndNoRepeatNewestFirst()
    {
        await using var server = await ContractServer.Start(new() { Time = TimeProvider.System, Settings = SmallPages });
        var clinic = await server.AddClinic();
        var before = await RequestMany(clinic, 23);

        var seen = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await Page(clinic, cursor is null ? "" : "?cursor=" + Uri.EscapeDataString(cursor));
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, PageSize);
            await RequestMany(clinic, 3);
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(before.OrderDescending(StringComparer.Ordinal), seen.Select(Id).OrderDescending(StringComparer.Ordinal));
        AssertNewestFirst(seen);
    }

    [Fact]
    public async Task List_AFullLastPage_HasNoCursor()
    {
        await using var server = await ContractServer.Start(new() { Time = TimeProvider.System, Settings = SmallPages });
        var clinic = await server.AddClinic();
        await RequestMany(clinic, PageSize);

        var page = await Page(clinic, "");

        Assert.Equal(PageSize, page.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("nextCursor").ValueKind);
    }

    [Fact]
    public async Task List_ByStatusStateAndSince_ShowsOnlyThose()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic();
        var early = await clinic.Request(Bodies.Consult("OH"));
        var cancelled = await clinic.Request(Bodies.Consult("OH"));
        await clinic.Rest.Post($"/v1/consults/{cancelled}/cancel", new JsonObject { ["reason"] = "patient left" });
        var since = (await clinic.Rest.Get("/v1/consults/" + cancelled)).Json.GetProperty("requestedAt").GetString()!;
        var late = await clinic.Request(Bodies.Consult("IA"));

        Assert.Equal([late, early], (await All(clinic, "?status=waiting")).Select(Id));
        Assert.Equal([cancelled], (await All(clinic, "?status=cancelled&state=OH")).Select(Id));
        Assert.Equal([late], (await All(clinic, "?state=IA")).Select(Id));
        Assert.Equal([late, cancelled], (await All(clinic, "?since=" + Uri.EscapeDataString(since))).Select(Id));
        Assert.Empty(await All(clinic, "?status=inProgress"));
    }

    [Fact]
    public async Task List_AnEntry_ShowsThePatientAndNoIntake()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic();
        await clinic.Request(Bodies.Consult("OH"));

        Shape.Matches(
            """
            {"items":[{"id":"cns_","status":"=waiting","requestedAt":"time","state":"=OH","services":["string"],"modality":"=live",
             "priority":"=routine","sla":"any","line":"null","visitUrl":"null",
             "patient":{"givenName":"=Marguerite","familyName":"=Okonkwo","birthDate":"=1987-04-12"}}],"nextCursor":"null"}
            """,
            await Page(clinic, ""));
    }

    [Theory]
    [InlineData("status", "done")]
    [InlineData("status", "0")]
    [InlineData("status", "Waiting")]
    [InlineData("status", "none")]
    [InlineData("state", "ca")]
    [InlineData("since", "yesterday")]
    [InlineData("since", "13:00")]
    [InlineData("since", "2026-11-22")]
    [InlineData("since", "2026-11-22T13:00:00")]
    [InlineData("since", "2026-11-22T13:00:00 00:00")]
    [InlineData("since", "2026-02-30T13:00:00Z")]
    [InlineData("until", "11/22")]
    [InlineData("cursor", "page2")]
    [InlineData("cursor", "!!!")]
    [InlineData("cursor", "OTk5OTk5OTk5OTk5OTk5OTk5OTpjbnNfMDFqZDdhYWFhYWFhYWFhYWFhYWFhYWFhYWE")]
    public async Task List_AFilterThatIsNotRight_IsNamed(string name, string value)
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic();

        (await clinic.Rest.Get($"/v1/consults?{name}={Uri.EscapeDataString(value)}")).IsProblemOfFields("validation", name);
    }

    [Fact]
    public async Task List_ATimeInAnyFormOfRfc3339_IsThatTime()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic();
        await clinic.Request(Bodies.Consult("OH"));

        foreach (var early in (string[])["2026-01-01T00:00:00Z", "2026-01-01t00:00:00.5z", "2026-01-01T00:00:00.123456789-07:30"])
        {
            Assert.Single(await All(clinic, "?since=" + Uri.EscapeDataString(early)));
            Assert.Empty(await All(clinic, "?until=" + Uri.EscapeDataString(early)));
        }
    }

    private static async Task<List<string>> RequestMany(TestClinic clinic, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(await clinic.Request(Bodies.Consult("OH")));
        }

        return ids;
    }

    private static async Task<JsonElement> Page(TestClinic clinic, string query) =>
        (await clinic.Rest.Get("/v1/consults" + query)).Is(HttpStatusCode.OK);

    private static async Task<List<JsonElement>> All(TestClinic clinic, string query)
    {
        var seen = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var separator = query.Length == 0 ? "?" : "&";
            var page = await Page(clinic, cursor is null ? query : $"{query}{separator}cursor={Uri.EscapeDataString(cursor)}");
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        return seen;
    }

    private static void AssertNewestFirst(List<JsonElement> consults)
    {
        var places = consults.Select(c => (At: c.GetProperty("requestedAt").GetDateTimeOffset(), Id: Id(c))).ToList();
        Assert.Equal(places.OrderByDescending(p => p.At).ThenByDescending(p => p.Id, StringComparer.Ordinal), places);
    }

    private static string Id(JsonElement consult) => consult.GetProperty("id").GetString()!;
}
