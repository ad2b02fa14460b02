using Dispatch.LoadTests.Audit;
using Dispatch.LoadTests.Generating;
using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Wire;

namespace Dispatch.Tests.Unit.LoadTests.Audit;

public class ToldTests
{
    private readonly ConsultBook _book = new(expectedConsults: 10);

    [Fact]
    public void By_NamesEachConsultOnce_WithWhatWasSaidOfIt()
    {
        _book.Created201(_book.Sent(0, 1, 2), 7, 3);
        var consult = _book.Offered(7, 4);
        _book.Assigned(consult, provider: 1, offeredAt: 4, at: 5);
        _book.CompletedAt(consult, 6);
        _book.Offered(8, 9);

        var told = Told.By(_book, ["cli_1"], ["prv_1", "prv_2"]);

        Assert.Equal(
            [new ToldConsult(IdKey.Format("cns", 7), 1, "prv_2", true), new ToldConsult(IdKey.Format("cns", 8), 0, null, false)],
            told.Consults);
        Assert.Equal(0, told.MayExistUntold);
    }

    [Theory]
    [InlineData(503, 1)]
    [InlineData(500, 1)]
    [InlineData(429, 0)]
    [InlineData(422, 0)]
    public void By_CountsRequestsOfUnknownOutcome(int status, int mayExist)
    {
        _book.RefusedWith(_book.Sent(0, 1, 2), status, "x", 3);

        Assert.Equal(mayExist, Told.By(_book, [], []).MayExistUntold);
    }

    [Fact]
    public void By_CountsLostAnswers()
    {
        _book.Sent(0, 1, 2);
        _book.LostAnswer();
        _book.Sent(0, 1, 2);

        Assert.Equal(2, Told.By(_book, [], []).MayExistUntold);
    }

    [Fact]
    public void Work_ThatWasRefusedForNow_IsMadeAgain_ButNotForEver()
    {
        var work = new ProviderWork();
        work.Begin(new byte[IdKey.TextBytes], new byte[IdKey.TextBytes], 0, 0, offeredAt: 1);
        work.CallId = 5;
        Assert.False(work.WaitsToRetry);

        var retries = 0;
        while (work.TryRetryLater())
        {
            Assert.True(work.WaitsToRetry);
            Assert.True(++retries < 10_000);
        }

        Assert.Equal(ProviderWork.Step.None, work.At);
        Assert.False(work.WaitsToRetry);
    }
}
