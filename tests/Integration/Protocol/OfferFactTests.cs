using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Consults;
using Dispatch.Journal;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;
using static Dispatch.Tests.Integration.Protocol.Spans;
using Consult = Dispatch.Domain.Consults.Consult;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>A fact about an offer takes its place in the consult's history although nobody waits for it.</summary>
public sealed class OfferFactTests
{
    [Fact]
    public async Task Made_WhenAnotherActivationWroteInBetween_IsRecordedAllTheSame()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var consult = await clinic.Request();
        await host.Settle();
        await EscalatedByAnother(host, consult.Id);

        var provider = await host.AddProviderOnDuty("CA");
        await host.Soon(provider.TakeOffer(consult.Id), "an offer");
        await host.Advance(Seconds(1));

        Assert.Equal(["consult.requested", "consult.escalated", "offer.made"], await clinic.TimelineTypes(consult.Id));
    }

    /// <summary>Writes what another activation would write, with nobody told.</summary>
    private static async Task EscalatedByAnother(DispatchHost host, string consult)
    {
        var journal = host.Services.GetRequiredService<IJournal>();
        var before = Consult.None;
        foreach (var recorded in await journal.Read(consult, 0))
        {
            before = before.Apply(ConsultEventCodec.Decode(recorded), recorded.At);
        }

        var now = host.Time.GetUtcNow();
        var @event = new ConsultEscalated(SlaPromise.FirstOffer, now);
        var appended = await journal.Append(new AppendRequest(
            consult,
            before.Version,
            [ConsultEventCodec.Encode(@event, host.Services.GetRequiredService<IIdSource>().New<EventId>(), now)],
            ConsultRows.Of(before, before.Apply(@event, now), @event),
            []));
        Assert.IsType<AppendResult.Appended>(appended);
    }
}
