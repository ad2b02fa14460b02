using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Providers;
using Dispatch.Journal;
using Dispatch.Tests.Simulation.Store;

namespace Dispatch.Tests.Conformance.Engines.Embedded.Faults;

/// <summary>An acceptance of which nobody knows whether it took effect.</summary>
public sealed class AcceptanceFaultTests
{
    [Fact]
    public async Task Accept_OfUnknownOutcome_HoldsItsSlotUntilTheStoreSaysWhatIsTrue()
    {
        await using var process = new DispatchProcess();
        var provider = process.Register("CA");
        process.GoOnDuty(provider);
        var consult = process.Request();
        var offer = process.OfferOf(consult);
        process.Store.NextAppend = AppendFault.CommittedInSilence;
        Assert.Throws<AppendOutcomeUnknownException>(() => process.Run(() => process.Provider(provider).Accept(offer)));
        process.Store.IsDown = true;

        // It is asked again and again, and the store does not answer, until long after the offer's time.
        process.Advance(DispatchLimits.OfferTtl + TimeSpan.FromSeconds(10));

        var declined = Assert.IsType<DeclineResult.Gone>(process.Run(() => process.Provider(provider).Decline(offer, null)));
        Assert.Equal(GoneReason.Accepted, declined.Reason);
        process.Store.IsDown = false;
        process.Advance(TimeSpan.FromSeconds(5));
        var view = process.Run(() => process.Provider(provider).Get())!;
        Assert.Equal(consult, Assert.Single(view.Assignments).Ticket.Consult);
        Assert.Equal(Duty.Busy, view.Duty);
    }

    [Fact]
    public async Task Accept_OfUnknownOutcomeAskedAgainInVain_IsStillUnknown()
    {
        await using var process = new DispatchProcess();
        var provider = process.Register("CA");
        process.GoOnDuty(provider);
        var offer = process.OfferOf(process.Request());
        process.Store.NextAppend = AppendFault.LostInSilence;
        Assert.Throws<AppendOutcomeUnknownException>(() => process.Run(() => process.Provider(provider).Accept(offer)));
        process.Store.IsDown = true;
        Assert.Throws<StoreUnavailableException>(() => process.Run(() => process.Provider(provider).Accept(offer)));

        Assert.IsType<DeclineResult.Gone>(process.Run(() => process.Provider(provider).Decline(offer, null)));

        process.Store.IsDown = false;
        Assert.IsType<AcceptResult.Assigned>(process.Run(() => process.Provider(provider).Accept(offer)));
    }

    [Fact]
    public async Task Accept_ThatTheStoreRefusedAtOnce_LeavesTheOfferOpen()
    {
        await using var process = new DispatchProcess();
        var provider = process.Register("CA");
        process.GoOnDuty(provider);
        var offer = process.OfferOf(process.Request());
        process.Store.NextAppend = AppendFault.Unavailable;
        Assert.Throws<StoreUnavailableException>(() => process.Run(() => process.Provider(provider).Accept(offer)));

        Assert.IsType<DeclineResult.Declined>(process.Run(() => process.Provider(provider).Decline(offer, null)));
    }
}
