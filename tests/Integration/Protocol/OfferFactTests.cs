using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

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
        await host.WriteAsAnother(consult.Id, (_, now) => new ConsultEscalated(SlaPromise.FirstOffer, now));

        var provider = await host.AddProviderOnDuty("CA");
        await host.Soon(provider.TakeOffer(consult.Id), "an offer");

        // The fact is refused by the store before it is said again, and nobody hears of either.
        IReadOnlyList<string> recorded = [];
        for (var waited = 0; waited < 20 && !recorded.Contains("offer.made"); waited++)
        {
            await host.Advance(Seconds(0.1));
            recorded = await clinic.TimelineTypes(consult.Id);
        }

        Assert.Equal(["consult.requested", "consult.escalated", "offer.made"], recorded);
    }
}
