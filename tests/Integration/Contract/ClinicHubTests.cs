using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;

namespace Dispatch.Tests.Integration.Contract;

public class ClinicHubTests(ContractServer server) : IClassFixture<ContractServer>
{
    [Fact]
    public async Task WatchConsults_WhileAConsultIsServed_TellsEachChangeAndNoPatient()
    {
        var clinic = await server.AddClinic();
        var hub = await server.Connect(clinic);
        await hub.Must("WatchConsults");
        var provider = await server.ConnectOnDuty("MA");

        var id = await server.Begin(clinic, provider, Bodies.Consult("MA"));
        await provider.Must("CompleteConsult", id, Bodies.Approval("botox"));

        var changes = new List<JsonElement>();
        do
        {
            changes.Add(await hub.Next("ConsultChanged"));
        }
        while (changes[^1].GetProperty("status").GetString() != "completed");
        Assert.All(changes, c => Assert.Equal(id, c.GetProperty("consultId").GetString()));
        Assert.Equal(
            ["waiting", "offered", "assigned", "inProgress", "completed"],
            changes.OrderBy(c => c.GetProperty("version").GetInt64()).Select(c => c.GetProperty("status").GetString()));
        Shape.Matches(
            """{"consultId":"cns_","status":"=waiting","state":"=MA","version":"number","requestedAt":"time","acceptBy":"time"}""",
            changes[0]);
        Shape.Matches(
            """
            {"consultId":"cns_","status":"=completed","state":"=MA","version":"number","requestedAt":"time","acceptBy":"time",
             "acceptedAt":"time","providerId":"prv_","decision":"=approved","orderId":"ord_"}
            """,
            changes[^1]);
    }

    [Fact]
    public async Task WatchWaitTimes_OfAState_SendsItAtOnceAndWhenItChanges()
    {
        var clinic = await server.AddClinic();
        var hub = await server.Connect(clinic);

        await hub.Must("WatchWaitTimes", new JsonArray("MS"));
        var now = await hub.Next("WaitTimes");
        await clinic.Request(Bodies.Consult("MS"));
        var later = await hub.Next("WaitTimes", w => w[0].GetProperty("waiting").GetInt32() == 1);

        Shape.Matches(
            """
            [{"state":"=MS","open":"bool","waiting":"number","oldestWaitingSeconds":"null","onDuty":"number","available":"number","scheduled":"number",
              "estimatedWait":"null","lastHour":"null"}]
            """,
            now);
        Assert.Equal("MS", later[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task WatchWaitTimes_OfNoState_IsRefused()
    {
        var hub = await server.Connect(await server.AddClinic());

        await hub.MustBeRefused("validation", "WatchWaitTimes", new JsonArray("ZZ"));
        await hub.MustBeRefused("validation", "WatchWaitTimes", new JsonArray("CA", null));
    }

    [Fact]
    public async Task WatchConsults_Twice_TellsEachChangeOnce()
    {
        var clinic = await server.AddClinic();
        var hub = await server.Connect(clinic);
        await hub.Must("WatchConsults");
        await hub.Must("WatchConsults");

        var first = await clinic.Request(Bodies.Consult("MO"));
        var second = await clinic.Request(Bodies.Consult("MO"));

        Assert.Equal(first, (await hub.Next("ConsultChanged")).GetProperty("consultId").GetString());
        Assert.Equal(second, (await hub.Next("ConsultChanged")).GetProperty("consultId").GetString());
    }
}
