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
    /// <summary>Whether nothing is wrong in the store, and every limit was held.</summary>
    public bool IsClean => Audit is not { IsClean: false } && Figures.All(figure => figure.IsMet) && Counts.SequenceFaults == 0;
}
