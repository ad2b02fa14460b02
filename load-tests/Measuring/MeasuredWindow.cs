namespace Dispatch.LoadTests.Measuring;

/// <summary>What happened in one stretch of a run.</summary>
/// <param name="Name">What was put on the server then.</param>
/// <param name="RateAsked">Arrivals per second on the schedule; 0 for all at once.</param>
/// <param name="RateCreated">201 answers per second, of arrivals due in the window.</param>
/// <param name="RateCompleted">Completions per second that fell into the window.</param>
/// <param name="Refused">Arrivals due in the window that were answered with something else.</param>
/// <param name="ServerCpuSecondsPer1000">Per 1,000 consults completed in the window, store included; null when unknown, and for some clinics only.</param>
/// <param name="GeneratorCpuSecondsPer1000">The same for this process, which shares the machine.</param>
/// <param name="ResidentBytes">Of the server, at the window's end.</param>
/// <param name="MessagesPerConsult">Between the processes of a cluster, per consult completed in the window; null when unknown.</param>
/// <param name="AllocatedBytesPerConsult">What the server allocated in the window, per consult completed in it; null when unknown.</param>
public sealed record MeasuredWindow(
    string Name,
    double RateAsked,
    double RateCreated,
    double RateCompleted,
    double Seconds,
    int Refused,
    IReadOnlyList<LatencyRow> Latencies,
    double? ServerCpuSecondsPer1000,
    double? GeneratorCpuSecondsPer1000,
    long? ResidentBytes,
    double? MessagesPerConsult = null,
    double? AllocatedBytesPerConsult = null)
{
    private const double ConsultsPerFigure = 1000;

    public LatencyRow ToOffer => Latencies.First(row => row.Name == LatencyTable.RequestToOffer);

    /// <param name="sent">Messages between processes within the window; null when unknown.</param>
    public MeasuredWindow WithMessages(double? sent) => this with { MessagesPerConsult = PerConsult(sent) };

    /// <param name="bytes">Allocated by the server within the window; null when unknown.</param>
    public MeasuredWindow WithAllocated(double? bytes) => this with { AllocatedBytesPerConsult = PerConsult(bytes) };

    /// <summary>Measures between two moments.</summary>
    /// <param name="name">What was put on the server then.</param>
    /// <param name="rateAsked">Arrivals per second on the schedule.</param>
    /// <param name="book">Of the whole run.</param>
    /// <param name="before">At the window's start.</param>
    /// <param name="after">At its end.</param>
    /// <param name="frequency">Timestamps per second.</param>
    /// <param name="clinics">Whose requests; null for all.</param>
    public static MeasuredWindow Between(
        string name, double rateAsked, ConsultBook book, Usage before, Usage after, long frequency, IReadOnlySet<int>? clinics = null)
    {
        var seconds = (after.At - before.At) / (double)frequency;
        var table = new LatencyTable(before.At, after.At, frequency, clinics);
        var completed = table.CountCompleted(book);
        return new MeasuredWindow(
            name,
            rateAsked,
            table.CountCreated(book) / seconds,
            completed / seconds,
            seconds,
            table.CountRefused(book),
            table.Rows(book),
            after.Server is null ? null : Per1000(Cpu(after) - Cpu(before)),
            Per1000(after.Generator.CpuSeconds - before.Generator.CpuSeconds),
            after.Server?.ResidentBytes);

        // What some clinics' consults cost cannot be told from what the others' did.
        double? Per1000(double cpuSeconds) =>
            completed == 0 || clinics is not null ? null : cpuSeconds * ConsultsPerFigure / completed;
    }

    private double? PerConsult(double? all) => RateCompleted > 0 ? all / (RateCompleted * Seconds) : null;

    private static double Cpu(Usage usage) => (usage.Server?.CpuSeconds ?? 0) + (usage.Store?.CpuSeconds ?? 0);
}
