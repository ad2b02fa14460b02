using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Reports;

/// <summary>The result of one run.</summary>
/// <param name="RateAsked">Arrivals per second on the schedule.</param>
/// <param name="RateCreated">201 answers per second, of arrivals due in the window.</param>
/// <param name="RateCompleted">Completions per second that fell into the window.</param>
/// <param name="ServerCpuSecondsPer1000">Per 1,000 consults completed in the window; null when the server's process is unknown.</param>
/// <param name="GeneratorCpuSecondsPer1000">The same for this process, which shares the machine.</param>
/// <param name="ServerResidentBytes">At the window's end.</param>
/// <param name="ServerManagedBytes">At the window's end, as the server's metrics tell it.</param>
public sealed record RunReport(
    string Scenario,
    double RateAsked,
    double RateCreated,
    double RateCompleted,
    double WindowSeconds,
    IReadOnlyList<LatencyRow> Latencies,
    double? ServerCpuSecondsPer1000,
    double? GeneratorCpuSecondsPer1000,
    long? ServerResidentBytes,
    long? ServerManagedBytes,
    int ConnectionsLost,
    LedgerCounts Counts);
