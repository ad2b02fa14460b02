using Dispatch.LoadTests.Measuring;

namespace Dispatch.Tests.Unit.LoadTests;

public class StateRecoveryTests
{
    private static readonly string[] States = ["CA", "WY"];
    private readonly ConsultBook _book = new(expectedConsults: 10);

    [Fact]
    public void FirstOffers_OfConsultsDueAfterTheFault_Count()
    {
        Consult(dueAt: 90, offeredAt: 101);
        Consult(dueAt: 91, offeredAt: 102);
        Consult(dueAt: 110, offeredAt: 150);
        Consult(dueAt: 111, offeredAt: 500);
        Consult(dueAt: 120, offeredAt: 140);

        Assert.Equal([("CA", 140L), ("WY", 500L)], StateRecovery.FirstOffers(_book, States, since: 100));
    }

    [Fact]
    public void FirstOffers_OfAStateThatRefused_AreMissing()
    {
        Consult(dueAt: 110, offeredAt: 150);
        _book.RefusedWith(_book.Sent(0, 111, 111), 503, "urn:x", 112);

        Assert.Equal([("CA", 150L), ("WY", null)], StateRecovery.FirstOffers(_book, States, since: 100));
    }

    [Fact]
    public void LongestToOffer_LeavesOutWhatWasDueEarlier()
    {
        Consult(dueAt: 10, offeredAt: 500);
        Consult(dueAt: 100, offeredAt: 130);
        Consult(dueAt: 110, offeredAt: 120);

        Assert.Equal(30, StateRecovery.LongestToOffer(_book, since: 100));
    }

    [Fact]
    public void LongestToOffer_WhenOneWasNeverOffered_IsUnknown()
    {
        Consult(dueAt: 100, offeredAt: 130);
        _book.Created201(_book.Sent(0, 110, 110), 99, 111);

        Assert.Null(StateRecovery.LongestToOffer(_book, since: 100));
    }

    private void Consult(long dueAt, long offeredAt)
    {
        var arrival = _book.Sent(0, dueAt, dueAt);
        var key = (UInt128)(arrival + 1);
        _book.Created201(arrival, key, dueAt + 1);
        _book.Offered(key, offeredAt);
    }
}
