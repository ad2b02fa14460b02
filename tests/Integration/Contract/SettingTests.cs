using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Domain;
using Dispatch.Domain.Settings;
using Dispatch.Grains.Settings;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Contract;

public class SettingTests(ContractServer server) : IClassFixture<ContractServer>
{
    private static JsonObject Edit(long version, int firstOfferSeconds) => new()
    {
        ["version"] = version,
        ["value"] = new JsonObject
        {
            ["rules"] = new JsonArray(new JsonObject
            {
                ["promises"] = new JsonObject { ["firstOfferSeconds"] = firstOfferSeconds },
            }),
        },
    };

    [Fact]
    public async Task PutSetting_OneAfterTheOther_AreReadBackAndRecorded()
    {
        var path = await PathOfClinic();
        Shape.Matches(
            """{"kind":"=sla-policy","scope":"cli_","version":"number","changedAt":"null","changedBy":"null","value":"null"}""",
            (await server.Operator.Get(path)).Is(HttpStatusCode.OK));

        (await server.Operator.Put(path, Edit(0, 20))).Is(HttpStatusCode.OK);
        var second = (await server.Operator.Put(path, Edit(1, 30))).Is(HttpStatusCode.OK);

        Shape.Matches(
            """
            {"kind":"=sla-policy","scope":"cli_","version":"number","changedAt":"time","changedBy":"=operator",
             "value":{"rules":[{"promises":{"firstOfferSeconds":"number"}}]}}
            """,
            second);
        Assert.Equal(2, second.GetProperty("version").GetInt64());
        Assert.Equal(second.GetRawText(), (await server.Operator.Get(path)).Is(HttpStatusCode.OK).GetRawText());
        var history = (await server.Operator.Get(path + "/history")).Is(HttpStatusCode.OK);
        Assert.Equal([2L, 1L], history.EnumerateArray().Select(v => v.GetProperty("version").GetInt64()));
        Assert.Contains("30", history[0].GetProperty("value").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("operator", history[1].GetProperty("changedBy").GetString());
        Assert.Contains(
            path.Split('/')[^1],
            (await server.Operator.Get("/v1/settings/sla-policy")).Is(HttpStatusCode.OK).GetRawText(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task PutSetting_OfAnotherVersionThanTheCurrent_IsAConflictAndChangesNothing(long version)
    {
        var path = await PathOfClinic();
        var first = (await server.Operator.Put(path, Edit(0, 20))).Is(HttpStatusCode.OK);

        (await server.Operator.Put(path, Edit(version, 40))).IsProblem(409, "version-conflict");

        Assert.Equal(first.GetRawText(), (await server.Operator.Get(path)).Is(HttpStatusCode.OK).GetRawText());
    }

    [Fact]
    public async Task PutSetting_AnEmptyValue_TakesTheDocumentBack()
    {
        var path = await PathOfClinic();
        await server.Operator.Put(path, Edit(0, 20));

        var gone = (await server.Operator.Put(path, new JsonObject { ["version"] = 1, ["value"] = null })).Is(HttpStatusCode.OK);

        Assert.Equal(2, gone.GetProperty("version").GetInt64());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, gone.GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task PutSetting_FieldsThatAreNotRight_AreNamed()
    {
        var path = await PathOfClinic();

        (await server.Operator.Put(path, Edit(0, 0).With("version", null)))
            .IsProblemOfFields("validation", "version", "value.rules[0].promises.firstOfferSeconds");
    }

    [Theory]
    [InlineData("/v1/settings/nonesuch/default")]
    [InlineData("/v1/settings/sla-policy/everybody")]
    [InlineData("/v1/settings/sla-policy/cli_01jd7zzzzzzzzzzzzzzzzzzzzz")]
    public async Task PutSetting_OfNothingThatExists_IsNotFound(string path) =>
        (await server.Operator.Put(path, Edit(0, 20))).IsProblem(404, "not-found");

    [Theory]
    [InlineData("/v1/settings/nonesuch/default")]
    [InlineData("/v1/settings/sla-policy/everybody")]
    [InlineData("/v1/settings/sla-policy/cli_01jd7zzzzzzzzzzzzzzzzzzzzz")]
    public async Task GetSetting_OfNothingThatExists_IsNotFound(string path)
    {
        (await server.Operator.Get(path)).IsProblem(404, "not-found");
        (await server.Operator.Get(path + "/history")).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task Setting_ForEverybodyOnly_IsNotFoundOfAClinic()
    {
        var path = $"/v1/settings/distribution-policy/{(await server.AddClinic()).Id}";
        var edit = new JsonObject { ["version"] = 0, ["value"] = new JsonObject { ["policy"] = "roundRobin" } };

        var refused = await server.Operator.Put(path, edit);

        refused.IsProblem(404, "not-found");
        Assert.Equal("Expected default: distribution-policy is set for everybody only.", refused.Json.GetProperty("detail").GetString());
        (await server.Operator.Get(path)).IsProblem(404, "not-found");
        (await server.Operator.Get(path + "/history")).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task PutSetting_ADocumentTooLong_IsRefused()
    {
        var edit = Edit(0, 20);
        edit["value"]!["note"] = new string('x', 64 * 1024);

        (await server.Operator.Put(await PathOfClinic(), edit)).IsProblem(413, "too-large");
    }

    [Fact]
    public async Task PutSetting_OneMoreThanAreHeld_IsAskedToWait()
    {
        await using var full = await ContractServer.Start(DispatchHostOptions.RealTime);
        var edited = $"/v1/settings/sla-policy/{(await full.AddClinic()).Id}";
        var another = $"/v1/settings/sla-policy/{(await full.AddClinic()).Id}";
        (await full.Operator.Put(edited, Edit(0, 20))).Is(HttpStatusCode.OK);
        var cache = full.Host.Services.GetRequiredService<SettingsCache>();
        for (var i = cache.Count; i < DispatchLimits.SettingsHeld; i++)
        {
            cache.Learn(new Setting("sla-policy", $"cli_{i}", 1, "null", DateTimeOffset.UnixEpoch, "operator"));
        }

        (await full.Operator.Put(another, Edit(0, 20))).IsProblemWithRetryAfter(429, "too-many-settings");
        (await full.Operator.Put(edited, Edit(0, 30))).IsProblem(409, "version-conflict");
        (await full.Operator.Put(edited, Edit(1, 30))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Settings_AskedForByAClinic_AreForbidden()
    {
        var clinic = await server.AddClinic();

        (await clinic.Rest.Get("/v1/settings/sla-policy")).IsProblem(403, "forbidden");
    }

    private async Task<string> PathOfClinic() => $"/v1/settings/sla-policy/{(await server.AddClinic()).Id}";
}
