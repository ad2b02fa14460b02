using System.Text.Json;
using Dispatch.Api.Problems;
using Dispatch.Journal;
using Dispatch.Journal.History;

namespace Dispatch.Api.Operations;

/// <summary>All processes that serve requests, as they said last how they are.</summary>
public sealed class Nodes(ThisNode self, INodeReports reports, Drain drain, ApiLimits limits, TimeProvider time)
{
    private const int ReportsMissed = 3;

    /// <summary>
    /// In the order of their names; this one as it is now, silent ones left out. While the store cannot be read it is this one
    /// alone: an overview is wanted most when something is down.
    /// </summary>
    public async Task<IReadOnlyList<NodeLoad>> Read(CancellationToken cancellationToken)
    {
        IReadOnlyList<NodeReport> seen = [];
        try
        {
            seen = await reports.SeenSince(time.GetUtcNow() - (ReportsMissed * limits.NodeReportEvery), cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // What the overview says of the store tells why the others are missing.
        }

        return
        [
            .. seen.Where(r => r.Node != self.Name).Select(LoadOf).OfType<NodeLoad>()
                .Append(self.Read())
                .OrderBy(n => n.Node.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Has a process drain, or takes that back; it hears of it within the time between two reports.</summary>
    public async Task<(NodeBody? Node, Problem? Problem)> Want(string name, bool isDrained, CancellationToken cancellationToken)
    {
        var all = await Read(cancellationToken);
        if (all.FirstOrDefault(n => n.Node.Name == name) is not { Node: var node })
        {
            return (null, new Problem(ProblemTypes.NotFound));
        }

        if (isDrained && !all.Any(n => n.Node.Name != name && !n.Node.Draining))
        {
            return (null, new Problem(ProblemTypes.OnlyNode));
        }

        var isTold = await reports.Want(name, isDrained);
        if (!isTold && name == self.Name)
        {
            // It has not said yet how it is.
            await reports.Report(self.Report());
            isTold = await reports.Want(name, isDrained);
        }

        if (!isTold)
        {
            return (null, new Problem(ProblemTypes.NotFound));
        }

        if (name == self.Name)
        {
            drain.Set(isDrained, name);
        }

        return (node with { Draining = isDrained }, null);
    }

    // One of another version may write what this one cannot read.
    private static NodeLoad? LoadOf(NodeReport report)
    {
        try
        {
            var load = JsonSerializer.Deserialize(report.Body.Span, ApiJson.Default.NodeLoad);
            return load is null
                ? null
                : load with { Node = load.Node with { SeenAt = report.SeenAt, Draining = load.Node.Draining || report.Drain } };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
