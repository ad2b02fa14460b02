using Dispatch.Domain.Consults;
using Dispatch.Domain.Offers;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Conformance.Engines.Embedded.Faults;

/// <summary>What a consult is told of its offers, by whoever may know less than it does.</summary>
public sealed class OfferFactTests
{
    [Fact]
    public async Task Lost_SaysAPoolOfAnOfferThatWasDeclined_TheConsultStaysAsItIs()
    {
        await using var process = new DispatchProcess();
        var provider = process.Register("CA");
        process.GoOnDuty(provider);
        var consult = process.Request();
        var offer = process.OfferOf(consult);
        Assert.IsType<DeclineResult.Declined>(process.Run(() => process.Provider(provider).Decline(offer, null)));
        var before = process.Run(() => process.Consult(consult).GetRecorded())!;

        process.Run(() => process.Consult(consult).RecordOffer(
            new OfferFact.Rescinded(offer, provider, RescindReason.ConnectionLost)));

        Assert.Equal(before.Summary.Version, process.Run(() => process.Consult(consult).GetRecorded())!.Summary.Version);
    }

    [Fact]
    public async Task Lost_SaysAPoolOfAnOfferThatIsOpen_TheConsultWaitsAgain()
    {
        await using var process = new DispatchProcess();
        var provider = process.Register("CA");
        process.GoOnDuty(provider);
        var consult = process.Request();
        Assert.Equal(ConsultStatus.Offered, process.Run(() => process.Consult(consult).GetRecorded())!.Summary.Status);

        process.Run(() => process.Consult(consult).RecordOffer(
            new OfferFact.Rescinded(process.OfferOf(consult), provider, RescindReason.ConnectionLost)));

        Assert.Equal(ConsultStatus.Waiting, process.Run(() => process.Consult(consult).GetRecorded())!.Summary.Status);
    }
}
