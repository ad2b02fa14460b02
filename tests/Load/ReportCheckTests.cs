using Dispatch.LoadTests.Audit;
using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Reports;
using Dispatch.LoadTests.Reports.Plots;

namespace Dispatch.Tests.Load;

/// <summary>The check of the runs finds what they are run for.</summary>
public sealed class ReportCheckTests
{
    private static readonly IReadOnlyDictionary<Fault, FaultCount> NoFaults =
        Enum.GetValues<Fault>().ToDictionary(fault => fault, _ => new FaultCount(0, []));

    public static TheoryData<string, string> Curves
    {
        get
        {
            var curves = new TheoryData<string, string>();
            foreach (var curve in ReportCheck.Curves)
            {
                curves.Add(curve.Plot, curve.Name);
            }

            return curves;
        }
    }

    [Fact]
    public void Complaints_OfAWholeReport_AreNone() => Assert.Empty(ReportCheck.Complaints(Outcome(NoFaults)));

    [Theory]
    [MemberData(nameof(Curves))]
    public void Complaints_OfAReportThatLacksACurve_NameIt(string plot, string name)
    {
        var complaints = ReportCheck.Complaints(Outcome(NoFaults, left: new ExpectedCurve(plot, name)));

        Assert.Contains($"'{name}' of '{plot}'", Assert.Single(complaints));
    }

    [Fact]
    public void Complaints_OfAReportThatLacksAPlot_NameItsCurves()
    {
        var whole = Outcome(NoFaults);

        var complaints = ReportCheck.Complaints(whole with { Html = whole.Html.Replace("<h3>CPU</h3>", "", StringComparison.Ordinal) });

        Assert.Equal(2, complaints.Count);
        Assert.All(complaints, complaint => Assert.Contains("of 'CPU'", complaint));
    }

    [Fact]
    public void Complaints_OfAnAuditThatFoundSomething_SayWhat()
    {
        var faults = new Dictionary<Fault, FaultCount>(NoFaults) { [Fault.Doubled] = new(1, ["cns_1: assigned twice"]) };

        var complaints = ReportCheck.Complaints(Outcome(faults));

        Assert.Contains("The program ended with 1.", complaints);
        Assert.Contains("The audit found Doubled 1 times: cns_1: assigned twice.", complaints);
        Assert.Contains("The text does not end with CLEAN.", complaints);
    }

    [Fact]
    public void Complaints_OfAStoreThatNobodyLookedAt_SaySo() =>
        Assert.Contains("The store was not audited.", ReportCheck.Complaints(Outcome(null)));

    /// <summary>A run as its program reports it.</summary>
    /// <param name="faults">What the audit found; null when there was none.</param>
    /// <param name="left">A curve that its plots lack.</param>
    private static LoadOutcome Outcome(IReadOnlyDictionary<Fault, FaultCount>? faults, ExpectedCurve? left = null)
    {
        const long Frequency = 1_000_000;
        var book = new ConsultBook(expectedConsults: 1);
        var sample = new ProcessSample(1, 1);
        var window = MeasuredWindow.Between(
            "steady", 20, book, new Usage(0, sample, null, sample), new Usage(Frequency, sample, null, sample), Frequency);
        var report = new RunReport(
            "steady",
            "steady --rate 20",
            DateTimeOffset.UnixEpoch,
            "SQLite",
            [window],
            [],
            BookCounts.Of(book, new Dictionary<string, int>()) with { Created = 1, Completed = 1 },
            ConnectionsLost: 0,
            faults is null ? null : new AuditReport(1, 4, 0.1, 1, 1, faults));
        var plots = ReportCheck.Curves.GroupBy(curve => curve.Plot).Select(plot => new LinePlot(
            plot.Key,
            "",
            "s",
            "",
            [.. plot.Where(c => (c.Plot, c.Name) != (left?.Plot, left?.Name)).Select(c => new Curve(c.Name, [(0, 1), (1, 2)]))]));
        return new LoadOutcome((int)report.Verdict, "", TextReport.Render(report), HtmlReport.Render(report, [.. plots]), report);
    }
}
