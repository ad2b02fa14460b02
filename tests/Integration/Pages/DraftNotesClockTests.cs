using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Domain.Ids;
using Dispatch.Journal.Notes;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Pages;

/// <summary>How long draft notes are kept.</summary>
public sealed class DraftNotesClockTests
{
    [Fact]
    public async Task Notes_AfterTheConsultWasCompleted_AreInTheStoreNoMore()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("NE");
        var rest = new Rest(host.Http, provider.AccessToken);
        var consult = await clinic.Request(state: "NE");
        var offer = await provider.NextOffer(consult.Id);
        await provider.Accept(offer);
        await provider.Start(consult.Id);
        var saved = (await rest.Put($"/v1/provider/consults/{consult.Id}/notes", new JsonObject { ["text"] = "history taken", ["version"] = 0 })).Is(HttpStatusCode.OK);
        var number = saved.GetProperty("assignmentNumber").GetInt32();
        var drafts = host.Services.GetRequiredService<IDraftNotes>();
        await host.Advance(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10));
        Assert.NotNull(await drafts.Find(new ConsultId(consult.Id), number));

        await provider.Complete(offer);

        await host.AdvanceUntil(
            async () => await drafts.Find(new ConsultId(consult.Id), number) is null, TimeSpan.FromMinutes(2), "the notes are deleted");
    }
}
