using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Dispatch.Domain.Providers;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

public class ImportTests(ContractServer server) : IClassFixture<ContractServer>
{
    private const string Path = "/v1/providers/import";
    private const string LicensePath = "/v1/providers/licenses/import";
    private const string Header = "name,email,credential,npi,licenses,modalities,services";
    private static int _people = 100_000;

    [Fact]
    public async Task Import_GoodRows_CreatesProvidersWhoCanSignIn()
    {
        var (first, second) = (NewNpi(), NewNpi());

        var answer = await Import(Path, $"""
            {Header},liveCapacity,asyncCapacity
            "Quincy, Ada",ada@clinicians.example,MD,{first},CA:A-1:2099-12-31;TX:B:7:2099-06-30,live;async,*,1,5
            Zoë Nash,zoe@clinicians.example,NP,{second},,async,botox;filler,,
            """);

        Assert.Equal((2, 0, false), (answer.GetProperty("taken").GetInt32(), answer.GetProperty("refused").GetInt32(), answer.GetProperty("dryRun").GetBoolean()));
        var rows = answer.GetProperty("rows").EnumerateArray().ToList();
        Assert.All(rows, row => Shape.Matches(
            """{"row":"number","status":"=created","providerId":"prv_","accessToken":"string"}""", row));
        var ada = (await server.Operator.Get("/v1/providers/" + rows[0].GetProperty("providerId").GetString())).Is(HttpStatusCode.OK);
        Assert.Equal("Quincy, Ada", ada.GetProperty("name").GetString());
        Assert.Equal(["A-1", "B:7"], ada.GetProperty("licenses").EnumerateArray().Select(l => l.GetProperty("number").GetString()));
        Assert.Equal(5, ada.GetProperty("capacity").GetProperty("async").GetInt32());
        var hub = await server.Connect(new TestProvider(
            rows[0].GetProperty("providerId").GetString()!, rows[0].GetProperty("accessToken").GetString()!));
        await hub.Must("GoOnDuty", new System.Text.Json.Nodes.JsonObject());
    }

    [Fact]
    public async Task Import_SomeRowsFaulty_TakesTheOthersAndNamesWhatIsWrongByColumn()
    {
        var good = NewNpi();

        var answer = await Import(Path, $"""
            {Header}
            A,a@x.example,MD,1234567892,CA:1:2099-12-31,live,*
            B,b@,RN,{NewNpi()},CA:1:2099-12-31,phone,tattoo
            C,c@x.example,MD,{NewNpi()},CA-1,live,*
            D,d@x.example,MD,{NewNpi()},CA:1:2099-02-30;CA:2:2099-12-31,live,*
            E,e@x.example,MD,{good},CA:1:2099-12-31,live,*
            F,f@x.example,MD,{good},CA:1:2099-12-31,live,*
            G,g@x.example
            """);

        var rows = answer.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal((1, 6), (answer.GetProperty("taken").GetInt32(), answer.GetProperty("refused").GetInt32()));
        Assert.Equal([2, 3, 4, 5, 6, 7, 8], rows.Select(r => r.GetProperty("row").GetInt32()));
        Assert.Equal(["npi"], Columns(rows[0]));
        Assert.Equal(["credential", "email", "modalities", "services"], Columns(rows[1]));
        Assert.Equal(["licenses"], Columns(rows[2]));
        Assert.Equal(["licenses"], Columns(rows[3]));
        Assert.Equal(2, rows[3].GetProperty("errors").GetProperty("licenses").GetArrayLength());
        Assert.Equal("created", rows[4].GetProperty("status").GetString());
        Assert.Equal(["npi"], Columns(rows[5]));
        Assert.Contains("row 6", rows[5].GetProperty("errors").GetProperty("npi")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(["row"], Columns(rows[6]));
    }

    [Fact]
    public async Task Import_OneRowMeetsADefect_TheOthersGetTheirTokens()
    {
        // Each row is checked with an id of its own before the first is taken.
        await using var faulty = await ContractServer.Start(FaultyIds.At("prv", 3));
        var csv = $"{Header}\nA,a@x.example,MD,{NewNpi()},CA:1:2099-12-31,live,*\nB,b@x.example,MD,{NewNpi()},CA:1:2099-12-31,live,*\n";

        var answer = (await faulty.Operator.Send(HttpMethod.Post, Path, csv, "text/csv; charset=utf-8")).Is(HttpStatusCode.OK);

        var rows = answer.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["row"], Columns(Assert.Single(rows, r => r.GetProperty("status").GetString() == "refused")));
        Assert.Single(rows, r => r.TryGetProperty("accessToken", out _));
        Assert.Contains(faulty.Host.Log.Lines, line => line.Contains(FaultyIds.Defect, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_TheSameFileTwice_CreatesNobodyAgain()
    {
        var csv = $"{Header}\nA,a@x.example,MD,{NewNpi()},CA:1:2099-12-31,live,*\n";
        await Import(Path, csv);

        var again = Assert.Single((await Import(Path, csv)).GetProperty("rows").EnumerateArray());
        var dry = Assert.Single((await Import(Path + "?dryRun=true", csv)).GetProperty("rows").EnumerateArray());

        Assert.Equal(["npi"], Columns(again));
        Assert.Equal(["npi"], Columns(dry));
    }

    [Fact]
    public async Task Import_TheNpiOfAProviderThatTheApiCreated_IsRefused()
    {
        var npi = NewNpi();
        await server.AddProvider(Bodies.Provider("CA").With("npi", npi));

        var row = Assert.Single((await Import(Path, $"{Header}\nA,a@x.example,MD,{npi},CA:1:2099-12-31,live,*\n"))
            .GetProperty("rows").EnumerateArray());

        Assert.Equal(["npi"], Columns(row));
    }

    [Fact]
    public async Task Import_OneNpiInTwoFilesAtOnce_CreatesOneProvider()
    {
        var csv = $"{Header}\nA,a@x.example,MD,{NewNpi()},CA:1:2099-12-31,live,*\n";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Import(Path, csv)));

        Assert.Equal(1, answers.Sum(a => a.GetProperty("taken").GetInt32()));
    }

    [Fact]
    public async Task Import_DryRun_ChangesNothing()
    {
        var csv = $"{Header}\nA,a@x.example,MD,{NewNpi()},CA:1:2099-12-31,live,*\n";

        var dry = await Import(Path + "?dryRun=true", csv);

        Shape.Matches("""{"dryRun":"bool","taken":"number","refused":"number","rows":[{"row":"number","status":"=valid"}]}""", dry);
        Assert.Equal(1, (await Import(Path, csv)).GetProperty("taken").GetInt32());
    }

    [Theory]
    [InlineData("name,email\nA,a@x.example\n", 422, "validation")]
    [InlineData("", 400, "malformed-csv")]
    [InlineData(Header + "\n\"A,a@x.example\n", 400, "malformed-csv")]
    public async Task Import_WhatIsNoSuchFile_IsRefusedWhole(string csv, int status, string type) =>
        (await Send(Path, csv)).IsProblem(status, type);

    [Fact]
    public async Task Import_OverALimit_IsRefusedWhole()
    {
        await using var small = await ContractServer.WithLimits(("BulkItems", "1"), ("BulkBodyBytes", "500"));
        var row = "A,a@x.example,MD,1234567893,CA:1:2099-12-31,live,*\n";

        (await small.Operator.Send(HttpMethod.Post, Path, $"{Header}\n{row}{row}", "text/csv")).IsProblem(413, "too-large");
        (await small.Operator.PostAfterAsking(Path, Csv($"{Header}\n{new string('x', 600)}"))).IsProblem(413, "too-large");
    }

    [Fact]
    public async Task Import_AsJsonOrByAClinic_IsRefused()
    {
        (await server.Operator.Send(HttpMethod.Post, Path, "{}")).IsProblem(415, "unsupported-media-type");
        (await (await server.AddClinic()).Rest.Send(HttpMethod.Post, Path, Header, "text/csv")).IsProblem(403, "forbidden");
    }

    [Fact]
    public async Task ImportLicenses_OfAnExistingProvider_RenewsAndAddsAndLeavesTheRest()
    {
        var npi = NewNpi();
        var id = (await server.AddProvider(Bodies.Provider("CA", "TX").With("npi", npi))).Id;

        var answer = await Import(LicensePath, $"""
            npi,state,number,expiresOn
            {npi},CA,N-1,2098-01-01
            {npi},NV,N-2,2098-01-01
            {npi},TX,A-TX,2099-12-31
            """);

        Assert.Equal(
            ["updated", "updated", "unchanged"], answer.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("status").GetString()));
        var licenses = (await server.Operator.Get("/v1/providers/" + id)).Is(HttpStatusCode.OK).GetProperty("licenses").EnumerateArray();
        Assert.Equal(
            ["CA N-1 2098-01-01", "NV N-2 2098-01-01", "TX A-TX 2099-12-31"],
            licenses.Select(l => $"{l.GetProperty("state")} {l.GetProperty("number")} {l.GetProperty("expiresOn")}"));
    }

    [Fact]
    public async Task ImportLicenses_RowsThatAreNotRight_ChangeNothing()
    {
        var npi = NewNpi();
        var id = (await server.AddProvider(Bodies.Provider("CA").With("npi", npi))).Id;

        var rows = (await Import(LicensePath, $"""
            npi,state,number,expiresOn
            {npi},ca,,2098-13-01
            {NewNpi()},CA,N-1,2098-01-01
            {npi},TX,N-2,2098-01-01
            {npi},TX,N-3,2098-01-01
            """)).GetProperty("rows").EnumerateArray().ToList();

        Assert.Equal(["expiresOn", "number", "state"], Columns(rows[0]));
        Assert.Equal(["npi"], Columns(rows[1]));
        Assert.Equal("updated", rows[2].GetProperty("status").GetString());
        Assert.Equal(["state"], Columns(rows[3]));
        var licenses = (await server.Operator.Get("/v1/providers/" + id)).Is(HttpStatusCode.OK).GetProperty("licenses").EnumerateArray();
        Assert.Equal(["CA", "TX"], licenses.Select(l => l.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task ImportLicenses_OfAnNpiThatSeveralWereCreatedWith_IsRefused()
    {
        var npi = NewNpi();
        await server.AddProvider(Bodies.Provider("CA").With("npi", npi));
        await server.AddProvider(Bodies.Provider("CA").With("npi", npi));

        var row = Assert.Single((await Import(LicensePath, $"npi,state,number,expiresOn\n{npi},NV,1,2098-01-01\n"))
            .GetProperty("rows").EnumerateArray());

        Assert.Equal(["npi"], Columns(row));
    }

    [Fact]
    public async Task ImportLicenses_DryRun_ChangesNothing()
    {
        var npi = NewNpi();
        var id = (await server.AddProvider(Bodies.Provider("CA").With("npi", npi))).Id;

        var row = Assert.Single((await Import(LicensePath + "?dryRun=true", $"npi,state,number,expiresOn\n{npi},NV,1,2098-01-01\n"))
            .GetProperty("rows").EnumerateArray());

        Assert.Equal("valid", row.GetProperty("status").GetString());
        Assert.Single((await server.Operator.Get("/v1/providers/" + id)).Is(HttpStatusCode.OK).GetProperty("licenses").EnumerateArray());
    }

    private static IEnumerable<string> Columns(JsonElement row)
    {
        Assert.Equal("refused", row.GetProperty("status").GetString());
        return row.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal);
    }

    private static string NewNpi()
    {
        var nine = (200_000_000 + Interlocked.Increment(ref _people)).ToString(CultureInfo.InvariantCulture);
        return Enumerable.Range(0, 10).Select(last => $"{nine}{last}").Single(Npi.IsValid);
    }

    private async Task<JsonElement> Import(string path, string csv) => (await Send(path, csv)).Is(HttpStatusCode.OK);

    private Task<Answer> Send(string path, string csv) =>
        server.Operator.Send(HttpMethod.Post, path, csv, "text/csv; charset=utf-8");

    private static ByteArrayContent Csv(string text)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = new("text/csv");
        return content;
    }
}
