using Dispatch.LoadTests.Measuring;

namespace Dispatch.Tests.Unit.LoadTests;

public class LatencyTableTests
{
    private const long Frequency = 1_000_000;
    private readonly ConsultBook _book = new(expectedConsults: 200);

    [Fact]
    public void Rows_OfADelayedServer_CountFromTheSchedule()
    {
        // One arrival each 10 ms; the server stands still for a second, then answers all at once.
        for (var i = 0; i < 100; i++)
            Request((UInt128)i, dueAt: 1_000_000 + (i * 10_000), answeredAt: 2_000_000);

        var row = Row("request→201");

        Assert.Equal(100, row.Count);
        Assert.Equal(500, row.P50Ms, tolerance: 1);
        Assert.Equal(1000, row.MaxMs, tolerance: 1);
    }

    [Fact]
    public void Rows_CountOnlyArrivalsOfTheWindow()
    {
        Request(1, dueAt: 999_999, answeredAt: 1_900_000);
        Request(2, dueAt: 1_000_000, answeredAt: 1_001_000);
        Request(3, dueAt: 3_000_000, answeredAt: 3_900_000);

        var row = Row("request→201");

        Assert.Equal(1, row.Count);
        Assert.Equal(1, row.MaxMs, tolerance: 0.01);
    }

    [Fact]
    public void Rows_OfSomeClinics_CountOnlyTheirs()
    {
        Request(1, dueAt: 1_000_000, answeredAt: 1_001_000, clinic: 0);
        Request(2, dueAt: 1_000_000, answeredAt: 1_009_000, clinic: 1);
        var table = new LatencyTable(1_000_000, 3_000_000, Frequency, new HashSet<int> { 1 });

        var row = table.Rows(_book).Single(row => row.Name == "request→201");

        Assert.Equal(1, row.Count);
        Assert.Equal(9, row.MaxMs, tolerance: 0.01);
        Assert.Equal(1, table.CountCreated(_book));
    }

    [Fact]
    public void Rows_OfferBeforeTheAnswer_IsMatchedById()
    {
        var consult = _book.Offered(1, 1_003_000);
        _book.Offered(1, 1_500_000);
        _book.Assigned(consult, 0, offeredAt: 1_500_000, at: 1_502_000);
        Request(1, dueAt: 1_000_000, answeredAt: 1_004_000);
        _book.CompletedAt(consult, 1_510_000);

        Assert.Equal(3, Row(LatencyTable.RequestToOffer).MaxMs, tolerance: 0.01);
        Assert.Equal(2, Row("offer→assigned").MaxMs, tolerance: 0.01);
        Assert.Equal(510, Row("request→completed").MaxMs, tolerance: 0.5);
    }

    [Fact]
    public void Rows_OfWhatHasNotHappened_AreEmpty()
    {
        Request(1, dueAt: 1_000_000, answeredAt: 1_004_000);

        Assert.Equal(0, Row("request→completed").Count);
        Assert.Equal(0, Row("request→completed").P99Ms);
    }

    [Fact]
    public void CountCompleted_CountsByTheMomentOfCompletion()
    {
        Request(1, dueAt: 500_000, answeredAt: 600_000);
        _book.CompletedAt(0, 1_500_000);
        Request(2, dueAt: 1_500_000, answeredAt: 1_600_000);
        _book.CompletedAt(1, 3_500_000);

        Assert.Equal(1, new LatencyTable(1_000_000, 3_000_000, Frequency).CountCompleted(_book));
    }

    [Fact]
    public void GeneratorLate_IsFromDueToSent()
    {
        _book.Sent(0, scheduledAt: 1_000_000, sentAt: 1_007_000);

        Assert.Equal(7, Row("generator late").MaxMs, tolerance: 0.01);
    }

    private void Request(UInt128 key, long dueAt, long answeredAt, short clinic = 0) =>
        _book.Created201(_book.Sent(clinic, dueAt, dueAt), key, answeredAt);

    private LatencyRow Row(string name) =>
        new LatencyTable(1_000_000, 3_000_000, Frequency).Rows(_book).Single(row => row.Name == name);
}
