using System.Text.Json.Nodes;
using Dispatch.Api;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>What a decision must be; a refused one changes nothing, and a good one may follow.</summary>
public class CompletionTests(ContractServer server) : IClassFixture<ContractServer>
{
    public static TheoryData<string, string> Refused => new()
    {
        { "not-justified", """{"decision":"approved","orders":[{"service":"botox"},{"service":"skin"}]}""" },
        { "not-justified", """{"decision":"approved","justification":" \n ","orders":[{"service":"botox"},{"service":"skin"}]}""" },
        { "not-justified", """{"decision":"denied"}""" },
        { "orders-do-not-match", """{"decision":"approved","justification":"Fit."}""" },
        { "orders-do-not-match", """{"decision":"approved","justification":"Fit.","orders":[{"service":"botox"}]}""" },
        { "orders-do-not-match", """{"decision":"approved","justification":"Fit.","orders":[{"service":"botox"},{"service":"laser"}]}""" },
        { "orders-do-not-match", """{"decision":"denied","justification":"Unfit.","orders":[{"service":"botox"}]}""" },
        { "validation", """{"decision":"maybe","justification":"Fit."}""" },
        { "validation", """{"justification":"Fit."}""" },
        { "validation", """{"decision":"approved","justification":"Fit.","orders":[{"service":"tattoo"}]}""" },
        { "validation", """{"decision":"approved","justification":"Fit.","orders":["botox"]}""" },
        { "validation", """{"decision":"approved","justification":"Fit.","orders":"botox"}""" },
        { "validation", """{"decision":"denied","justification":"a\u0000b"}""" },
        { "validation", """{"decision":"approved","justification":"Fit.","orders":[{"service":"botox","product":"a\u0000b"},{"service":"skin"}]}""" },
        { "validation", "\"approved\"" },
        { "controlled-substance", """{"decision":"approved","justification":"Fit.","orders":[{"service":"botox","drug":"Testosterone cypionate"},{"service":"skin"}]}""" },
        { "controlled-substance", """{"decision":"approved","justification":"Fit.","orders":[{"service":"botox","product":"ADDERALL XR"},{"service":"skin"}]}""" },
        { "controlled-substance", """{"decision":"approved","justification":"Fit.","orders":[{"service":"botox","Drug":"ketamine"},{"service":"skin"}]}""" },
        { "controlled-substance", """{"decision":"approved","justification":"Fit.","orders":[{"service":"botox","prescription":{"drug":"diazepam"}},{"service":"skin"}]}""" },
        { "controlled-substance", """{"decision":"approved","justification":"Fit.","orders":[{"service":"botox","lines":[{"drug":"alprazolam"}]},{"service":"skin"}]}""" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Complete_WithWhatMayNotBeSigned_IsRefusedAndChangesNothing(string type, string completion)
    {
        var (clinic, hub, id) = await Begin();
        var before = (await ContractServer.TimelineOf(clinic, id)).GetArrayLength();
        try
        {
            await hub.MustBeRefused(type, "CompleteConsult", id, JsonNode.Parse(completion));

            Assert.Equal("inProgress", await clinic.StatusOf(id));
            Assert.Equal(before, (await ContractServer.TimelineOf(clinic, id)).GetArrayLength());
            await hub.Must("CompleteConsult", id, Bodies.Approval("botox", "skin"));
            Assert.Equal("completed", await clinic.StatusOf(id));
        }
        finally
        {
            // The next case wants the state's offers for itself.
            await hub.Must("GoOffDuty");
        }
    }

    [Fact]
    public async Task Complete_WithAnOrderAsDeepAsIsTaken_CanBeReadInTheTimeline()
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("MN");
        var id = await server.Begin(clinic, hub, Bodies.Consult("MN"));
        static string Lists(int levels) => string.Concat(Enumerable.Repeat("[", levels)) + string.Concat(Enumerable.Repeat("]", levels));
        static string Approval(string lines) =>
            $$"""{"decision":"approved","justification":"Fit.","orders":[{"service":"botox","lines":{{lines}}}]}""";

        RawHub.IsRefusal(
            "validation", await hub.CallRaw("CompleteConsult", $"\"{id}\"", Approval(Lists(ApiLimits.JsonLevels))));
        var deepest = Lists(ApiLimits.JsonLevels - 1);
        Assert.False((await hub.CallRaw("CompleteConsult", $"\"{id}\"", Approval(deepest))).IsRefused);

        var record = (await ContractServer.TimelineOf(clinic, id)).EnumerateArray().Last().GetProperty("data").GetProperty("record");
        Assert.Equal(deepest, record.GetProperty("orders")[0].GetProperty("lines").GetRawText());
    }

    [Fact]
    public async Task Complete_BeforeTheStart_IsRefused()
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("GA");
        var id = await server.Assign(clinic, hub, Bodies.Consult("GA"));

        await hub.MustBeRefused("not-started", "CompleteConsult", id, Bodies.Approval("botox"));

        Assert.Equal("assigned", await clinic.StatusOf(id));
    }

    [Fact]
    public async Task Complete_WithoutAValidLicenseAnyMore_IsRefusedAndGoesToSomebodyElse()
    {
        var clinic = await server.AddClinic();
        var provider = await server.AddProvider("IN");
        var hub = await server.Connect(provider);
        await hub.Must("GoOnDuty", new JsonObject());
        var id = await server.Begin(clinic, hub, Bodies.Consult("IN"));

        await server.Operator.Put($"/v1/providers/{provider.Id}/licenses", new JsonObject { ["licenses"] = Bodies.Licenses("KY") });

        await hub.MustBeRefused("gone", "CompleteConsult", id, Bodies.Approval("botox"));
        Assert.Equal("waiting", await clinic.StatusOf(id));
    }

    [Fact]
    public async Task Complete_ByAnotherProvider_IsRefused()
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("KS");
        var id = await server.Begin(clinic, hub, Bodies.Consult("KS"));
        var other = await server.Connect(await server.AddProvider("KS"));

        await other.MustBeRefused("gone", "CompleteConsult", id, Bodies.Approval("botox"));
        await other.MustBeRefused("gone", "StartConsult", id);
        await other.MustBeRefused("gone", "ReleaseConsult", id, "mine now");

        Assert.Equal("inProgress", await clinic.StatusOf(id));
    }

    private async Task<(TestClinic Clinic, RawHub Hub, string Id)> Begin()
    {
        var clinic = await server.AddClinic();
        var hub = await server.ConnectOnDuty("LA");
        return (clinic, hub, await server.Begin(clinic, hub, Bodies.Consult("LA", "live", "botox", "skin")));
    }
}
