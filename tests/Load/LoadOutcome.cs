using Dispatch.LoadTests.Reports;

namespace Dispatch.Tests.Load;

/// <summary>What a run of the load generator left behind.</summary>
/// <param name="Output">All that it wrote, errors too.</param>
/// <param name="Text">The report as text.</param>
/// <param name="Html">The report with plots.</param>
/// <param name="Report">The report for machines.</param>
internal sealed record LoadOutcome(int ExitCode, string Output, string Text, string Html, RunReport Report);
