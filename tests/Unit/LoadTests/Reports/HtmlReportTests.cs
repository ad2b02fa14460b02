using Dispatch.LoadTests.Audit;
using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Reports;

namespace Dispatch.Tests.Unit.LoadTests.Reports;

public class HtmlReportTests
{
    private const long Frequency = 1_000_000;
    private readonly ConsultBook _book = new(expectedConsults: 10);

    [Fact]
    public void Render_NeedsNoOtherFile_AndFollowsTheReadersScheme()
    {
        var html = HtmlReport.Render(Report(), RunPlots.Of(_book, [], startedAt: 0, Frequency));

        Assert.Contains("prefers-color-scheme: dark", html);
        Assert.Equal(6, html.Split("<svg role=\"img\"").Length - 1);
        foreach (var reference in (string[])["src=", "href=", "url(", "@import", "<script"])
            Assert.DoesNotContain(reference, html);
    }

    [Fact]
    public void Render_OfTextsFromOutside_EncodesThem()
    {
        _book.RefusedWith(_book.Sent(0, 1, 2), 400, "<script>alert(1)</script>", 3);

        Assert.DoesNotContain("<script>", HtmlReport.Render(Report(), []));
    }

    [Fact]
    public void Reports_SayWhatWasMissed()
    {
        var report = Report(new Figure("p99", 21, "ms", AtMost: 20));

        Assert.Equal(RunVerdict.Broken, report.Verdict);
        Assert.Contains("MISSED", TextReport.Render(report));
        Assert.Contains("Broken", HtmlReport.Render(report, []));
    }

    [Fact]
    public void Reports_WithAFaultInTheStore_AreBroken()
    {
        var faults = new Dictionary<Fault, FaultCount> { [Fault.Doubled] = new(1, ["cns_1: assigned to prv_2 while prv_1 served it"]) };
        var report = Report() with { Audit = new AuditReport(1, 4, 0.1, 1, 1, faults) };

        Assert.Equal(RunVerdict.Broken, report.Verdict);
        Assert.Contains("cns_1: assigned to prv_2", TextReport.Render(report));
    }

    [Fact]
    public void Reports_OfAStoreThatNobodyLookedAt_AreNotClean()
    {
        var report = Report();

        Assert.Equal(RunVerdict.NotAudited, report.Verdict);
        Assert.Contains("NOT AUDITED", TextReport.Render(report));
        Assert.DoesNotContain("CLEAN", TextReport.Render(report));
        Assert.DoesNotContain("Clean", HtmlReport.Render(report, []));
    }

    [Fact]
    public void Reports_WithAnAuditThatFoundNothing_AreClean()
    {
        var report = Report() with { Audit = new AuditReport(1, 4, 0.1, 1, 1, new Dictionary<Fault, FaultCount>()) };

        Assert.Equal(RunVerdict.Clean, report.Verdict);
        Assert.EndsWith("\nCLEAN\n", TextReport.Render(report));
    }

    [Fact]
    public void LatencyOverTime_GroupsBySecondOfTheSchedule()
    {
        Offered(1, dueAt: 1_100_000, offeredAt: 1_102_000);
        Offered(2, dueAt: 1_900_000, offeredAt: 2_910_000);
        Offered(3, dueAt: 3_000_000, offeredAt: 3_004_000);

        var seconds = LatencyOverTime.Of(_book, startedAt: 1_000_000, Frequency);

        Assert.Equal([0, 2], seconds.Select(second => second.Second));
        Assert.Equal((1_010.0, 1_010.0), (seconds[0].P99Ms, seconds[0].MaxMs));
        Assert.Equal(4, seconds[1].P50Ms);
    }

    private void Offered(UInt128 key, long dueAt, long offeredAt)
    {
        _book.Created201(_book.Sent(0, dueAt, dueAt), key, dueAt + 1);
        _book.Offered(key, offeredAt);
    }

    private RunReport Report(params Figure[] figures)
    {
        var sample = new ProcessSample(1, 1);
        var window = MeasuredWindow.Between(
            "steady", 10, _book, new Usage(0, sample, null, sample), new Usage(Frequency, sample, null, sample), Frequency);
        return new RunReport(
            "steady",
            "steady --rate 10",
            DateTimeOffset.UnixEpoch,
            "SQLite",
            [window],
            figures,
            BookCounts.Of(_book, new Dictionary<string, int>()),
            0,
            null);
    }
}
