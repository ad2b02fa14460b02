using BenchmarkDotNet.Attributes;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Pools;

namespace Dispatch.Benchmarks.Micro;

/// <summary>One match, the ticket replaced and the candidate back, in a short and in a long line.</summary>
public class WaitingLineBenchmark
{
    private const int Short = 100;
    private const int Long = 10_000;

    // An iteration has one setup and one invocation: enough matches that it is not over before it is warm.
    private const int Matches = 50_000;

    private RunningLine _short = null!;
    private RunningLine _long = null!;
    private Ticket[] _arrivalsOfShort = [];
    private Ticket[] _arrivalsOfLong = [];

    [GlobalSetup]
    public void Fill()
    {
        _short = new RunningLine(Short, isMixed: true, DistributionPolicy.LongestIdle);
        _long = new RunningLine(Long, isMixed: true, DistributionPolicy.LongestIdle);
    }

    // Making tickets is no part of a match.
    [IterationSetup(Target = nameof(MatchOf100))]
    public void ArriveAtShort() => _arrivalsOfShort = _short.NextArrivals(Matches);

    [IterationSetup(Target = nameof(MatchOf10000))]
    public void ArriveAtLong() => _arrivalsOfLong = _long.NextArrivals(Matches);

    [Benchmark(Baseline = true, OperationsPerInvoke = Matches)]
    public void MatchOf100() => Array.ForEach(_arrivalsOfShort, _short.MatchOne);

    [Benchmark(OperationsPerInvoke = Matches)]
    public void MatchOf10000() => Array.ForEach(_arrivalsOfLong, _long.MatchOne);
}
