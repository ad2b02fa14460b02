using System.Diagnostics;
using Dispatch.Domain.Pools;

namespace Dispatch.Benchmarks;

/// <summary>
/// What one match costs while few or many tickets wait: find it, take ticket and candidate out, another ticket comes to
/// the end of the line, the candidate comes back. The lengths take turns after every thousand matches, so that a slow
/// second of the machine hits all of them, and what is reported is the median: a batch is shorter than a time slice, so
/// that most batches are not interrupted by other programs.
/// </summary>
internal sealed class WaitingLineCommand : IBenchmarkCommand
{
    private const int WarmUpBatches = 100;
    private const int Batches = 500;
    private const int MatchesPerBatch = 1000;

    private static readonly int[] Lengths = [100, 1_000, 10_000, 100_000];

    public string Name => "waiting-line";

    public string Description => "Nanoseconds per match with 100 to 100,000 tickets waiting.";

    /// <param name="args">Distribution policies; longest idle when there is none.</param>
    public Task<int> Run(string[] args)
    {
        DistributionPolicy[] policies = args.Length == 0
            ? [DistributionPolicy.LongestIdle]
            : [.. args.Select(a => Enum.Parse<DistributionPolicy>(a, ignoreCase: true))];
        foreach (var policy in policies)
        {
            foreach (var isMixed in (bool[])[false, true])
            {
                Measure(isMixed, policy);
            }
        }

        return Task.FromResult(0);
    }

    private static void Measure(bool isMixed, DistributionPolicy policy)
    {
        var lines = Lengths.Select(length => new RunningLine(length, isMixed, policy)).ToArray();
        var samples = Lengths.Select(_ => new List<double>(Batches)).ToArray();
        var bytes = 0L;
        for (var batch = -WarmUpBatches; batch < Batches; batch++)
        {
            for (var which = 0; which < lines.Length; which++)
            {
                var nanoseconds = MeasureBatch(lines[which], ref bytes);
                if (batch >= 0)
                {
                    samples[which].Add(nanoseconds);
                }
            }
        }

        var bytesPerMatch = bytes / ((double)(WarmUpBatches + Batches) * Lengths.Length * MatchesPerBatch);
        Console.WriteLine();
        Console.WriteLine($"{(isMixed ? "mixed" : "plain")} tickets, {policy}, {bytesPerMatch:F0} bytes per match, "
            + $"{Batches} batches of {MatchesPerBatch:N0} matches");
        Console.WriteLine($"{"tickets",10}{"median ns",12}{"ratio",8}{"p10 ns",12}{"ratio",8}");
        for (var i = 0; i < Lengths.Length; i++)
        {
            var (median, low) = (Quantile(samples[i], 0.5), Quantile(samples[i], 0.1));
            var (medianRatio, lowRatio) = (median / Quantile(samples[0], 0.5), low / Quantile(samples[0], 0.1));
            Console.WriteLine($"{Lengths[i],10:N0}{median,12:F0}{medianRatio,8:F2}{low,12:F0}{lowRatio,8:F2}");
        }
    }

    private static double MeasureBatch(RunningLine line, ref long bytes)
    {
        // Tickets come from elsewhere, fresh: making them is no part of a match.
        var arrivals = line.NextArrivals(MatchesPerBatch);
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        foreach (var arrival in arrivals)
        {
            line.MatchOne(arrival);
        }

        var ticks = Stopwatch.GetTimestamp() - start;
        bytes += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        return ticks * 1e9 / Stopwatch.Frequency / MatchesPerBatch;
    }

    private static double Quantile(List<double> values, double quantile) =>
        values.Order().ElementAt((int)(quantile * (values.Count - 1)));
}
