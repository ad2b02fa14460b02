using Dispatch.LoadTests.Audit;
using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Reports;

/// <summary>The result of one run.</summary>
/// <param name="Command">The arguments that it was started with.</param>
/// <param name="Windows">In the order of the run; the last one is what the scenario is about.</param>
/// <param name="Audit">Null for a server whose store is not ours to open.</param>
public sealed record RunReport(
    string Scenario,
    string Command,
    DateTimeOffset StartedAt,
    string Store,
    IReadOnlyList<MeasuredWindow> Windows,
    IReadOnlyList<Figure> Figures,
    BookCounts Counts,
    int ConnectionsLost,
    AuditReport? Audit)
{
    /// <summary>What the run came to. Without an audit it is never clean: nobody looked.</summary>
    public RunVerdict Verdict =>
        Audit is { IsClean: false } || Counts.SequenceFaults > 0 || !Figures.All(figure => figure.IsMet) ? RunVerdict.Broken
        : Audit is null ? RunVerdict.NotAudited
        : RunVerdict.Clean;
}
