namespace Dispatch.Tests.Load;

/// <summary>Runs of seconds at loads that any machine carries: they end clean and are reported whole.</summary>
public sealed class LoadRunTests
{
    private static readonly string[] Few =
        ["--rate", "20", "--warmup", "3", "--settle", "45", "--providers", "40", "--clinics", "3", "--connections", "60"];

    [Fact]
    public async Task Steady_AtALowRate_EndsCleanAndIsReportedWhole() => AssertRight(await LoadProgram.Run(["steady", "--seconds", "5", .. Few]));

    [Fact]
    public async Task Burst_OfAFewRequests_EndsCleanAndIsReportedWhole() => AssertRight(await LoadProgram.Run(["burst", "--burst", "60", .. Few]));

    private static void AssertRight(LoadOutcome outcome)
    {
        var complaints = ReportCheck.Complaints(outcome);
        Assert.True(complaints.Count == 0, $"{string.Join('\n', complaints)}\n\n{outcome.Output}");
    }
}
