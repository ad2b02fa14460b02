using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>What a suspension does to the work in hand.</summary>
public sealed partial class SuspensionTests
{
    [Fact]
    public async Task Suspend_WithWorkOfEveryKind_NamesWhatItTookAndGivesItBackToTheLine()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        var started = await Assigned(clinic, provider, Modality.Live);
        await provider.Start(started);
        var assigned = await Assigned(clinic, provider, Modality.Async);
        var review = await Assigned(clinic, provider, Modality.Async);
        await provider.Start(review);
        var offered = await clinic.Request(modality: Modality.Async);
        var offer = await provider.NextOffer(offered.Id);

        var answer = await Suspend(host, provider);

        Assert.Equal(new[] { started, assigned, review }.Order(), Names(answer, "released"));
        Assert.Equal([offer.OfferId], Names(answer, "rescinded"));
        Assert.Equal("suspended", (await provider.NextRescinded(offer.OfferId)).Reason);
        foreach (var id in new[] { started, assigned, review })
        {
            await provider.NextConsultChanged(id, ConsultStatus.Waiting);
            var released = Assert.Single(await clinic.Timeline(id), e => e.Type == "consult.released");
            Assert.Equal("suspended", released.Text("reason"));
            Assert.Equal(ConsultStatus.Waiting, await clinic.StatusOf(id));
        }

        var other = await host.AddProviderOnDuty("CA");
        foreach (var id in new[] { started, assigned, review, offered.Id })
        {
            await host.Soon(other.TakeOffer(id), $"an offer of {id} to another");
        }
    }

    [Fact]
    public async Task Suspend_ARepeat_TakesNothingMore()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("CA");
        await Assigned(clinic, provider, Modality.Async);
        Assert.Single(Names(await Suspend(host, provider), "released"));

        var again = await Suspend(host, provider);

        Assert.Empty(Names(again, "released"));
        Assert.Empty(Names(again, "rescinded"));
        Assert.True(again.GetProperty("suspended").GetBoolean());
    }

    private static async Task<string> Assigned(ClinicClient clinic, ProviderClient provider, string modality)
    {
        var consult = await clinic.Request(modality: modality);
        await provider.Accept(await provider.NextOffer(consult.Id));
        return consult.Id;
    }

    private static async Task<JsonElement> Suspend(DispatchHost host, ProviderClient provider) =>
        (await Rest(host).Post($"/v1/providers/{provider.Id}/suspend", new JsonObject { ["reason"] = "board action" }))
            .Is(System.Net.HttpStatusCode.OK);

    private static IEnumerable<string> Names(JsonElement answer, string member) =>
        answer.GetProperty(member).EnumerateArray().Select(e => e.GetString()!).Order();

    private static Rest Rest(DispatchHost host) => new(host.Http, host.OperatorToken);
}
