using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Wire;

namespace Dispatch.Tests.Unit.LoadTests;

public class ConsultBookTests
{
    private static readonly UInt128 First = 7;
    private readonly ConsultBook _book = new(expectedConsults: 10);

    [Fact]
    public void Completed_AfterTheAnswer_IsNotOpen()
    {
        var arrival = _book.Sent(clinic: 3, scheduledAt: 1, sentAt: 2);
        _book.Created201(arrival, First, at: 3);

        Assert.Equal(1, _book.Open);
        Assert.Equal([(IdKey.Format("cns", First), 3)], _book.OpenConsults());

        var consult = _book.Offered(First, at: 4);
        _book.Assigned(consult, provider: 0, offeredAt: 4, at: 5);
        _book.CompletedAt(consult, at: 6);

        Assert.Equal(0, _book.Open);
        Assert.Equal((1, 1, 0), (_book.Created, _book.Completed, _book.InFlight));
        Assert.Empty(_book.OpenConsults());
    }

    [Fact]
    public void Completed_BeforeTheAnswer_IsNotOpenEither()
    {
        var arrival = _book.Sent(0, 1, 2);
        _book.CompletedAt(_book.Offered(First, 3), 4);
        _book.Created201(arrival, First, 5);

        Assert.Equal(0, _book.Open);
        Assert.Equal(1, _book.Completed);
    }

    [Fact]
    public void Completed_Twice_CountsOnce()
    {
        _book.Created201(_book.Sent(0, 1, 2), First, 3);
        _book.CompletedAt(0, 4);
        _book.CompletedAt(0, 5);

        Assert.Equal((1, 0), (_book.Completed, _book.Open));
        Assert.Equal(4, _book.Consults[0].CompletedAt);
    }

    [Fact]
    public void OneConsult_ForTwoRequests_IsRemembered()
    {
        _book.Created201(_book.Sent(0, 1, 2), First, 3);
        _book.Created201(_book.Sent(0, 1, 2), First, 4);

        Assert.Equal((1, 1), (_book.Created, _book.DoubleAnswers));
        Assert.Equal(2, _book.Consults[0].Answers);
        Assert.Equal(0, _book.InFlight);
    }

    [Fact]
    public void Offered_Twice_KeepsTheFirstMoment()
    {
        _book.Offered(First, 4);
        _book.Offered(First, 9);

        Assert.Equal(4, _book.Consults[0].OfferedAt);
        Assert.Equal(2, _book.Offers);
    }

    [Fact]
    public void Refused_IsCountedByReason_AndNotInFlight()
    {
        _book.RefusedWith(_book.Sent(0, 1, 2), 429, "urn:x", 3);
        _book.RefusedWith(_book.Sent(0, 1, 2), 429, "urn:x", 3);
        _book.Sent(0, 1, 2);

        Assert.Equal(2, _book.Refused.Read()["429 urn:x"]);
        Assert.Equal(1, _book.InFlight);
    }

    [Fact]
    public void Reasons_OfAServerThatInventsThem_AreBounded()
    {
        var reasons = new ReasonCounts();
        for (var i = 0; i < 1_000; i++)
            reasons.Add($"reason {i}");

        Assert.Equal(1_000, reasons.Total);
        Assert.Equal(1_000, reasons.Read().Values.Sum());
        Assert.True(reasons.Read().Count <= 201);
    }

    [Fact]
    public void ChunkedList_KeepsWhatWasThere()
    {
        var list = new ChunkedList<int>();
        for (var i = 0; i < 40_000; i++)
            Assert.Equal(i, list.Add(i * 3));

        Assert.Equal(40_000, list.Count);
        Assert.Equal((0, 3 * 16_384, 3 * 39_999), (list[0], list[16_384], list[39_999]));
    }
}
