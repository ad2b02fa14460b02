using Dispatch.LoadTests.Measuring;

namespace Dispatch.Tests.Unit.LoadTests;

public class LatencyTableTests
{
    private const long Frequency = 1_000_000;

    [Fact]
    public void Rows_OfADelayedServer_CountFromTheSchedule()
    {
        // One arrival each 10 ms; the server stands still for a second, then answers all at once.
        var ledger = new ConsultLedger();
        for (var i = 0; i < 100; i++)
        {
            var due = 1_000_000 + (i * 10_000);
            ledger.Sent(due, due);
            ledger.Requested($"cns_{i}", 0, due, 2_000_000);
        }

        var row = Rows(ledger, "request→201");

        Assert.Equal(100, row.Count);
        Assert.Equal(500, row.P50Ms, tolerance: 1);
        Assert.Equal(1000, row.MaxMs, tolerance: 1);
    }

    [Fact]
    public void Rows_CountOnlyArrivalsOfTheWindow()
    {
        var ledger = new ConsultLedger();
        ledger.Requested("cns_warm", 0, 999_999, 1_900_000);
        ledger.Requested("cns_first", 0, 1_000_000, 1_001_000);
        ledger.Requested("cns_after", 0, 3_000_000, 3_900_000);

        var row = Rows(ledger, "request→201");

        Assert.Equal(1, row.Count);
        Assert.Equal(1, row.MaxMs, tolerance: 0.01);
    }

    [Fact]
    public void Rows_OfferBeforeTheAnswer_IsMatchedById()
    {
        var ledger = new ConsultLedger();
        ledger.Offered("cns_1", 1_003_000);
        ledger.Offered("cns_1", 1_500_000);
        ledger.Assigned("cns_1", 1_500_000, 1_502_000);
        ledger.Requested("cns_1", 0, 1_000_000, 1_004_000);
        ledger.Completed("cns_1", 1_510_000);

        Assert.Equal(3, Rows(ledger, "request→offer").MaxMs, tolerance: 0.01);
        Assert.Equal(2, Rows(ledger, "offer→assigned").MaxMs, tolerance: 0.01);
        Assert.Equal(510, Rows(ledger, "request→completed").MaxMs, tolerance: 1);
    }

    private static LatencyRow Rows(ConsultLedger ledger, string name) =>
        new LatencyTable(1_000_000, 3_000_000, Frequency).Rows(ledger).Single(row => row.Name == name);
}
