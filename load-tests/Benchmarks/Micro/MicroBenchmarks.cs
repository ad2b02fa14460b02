using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Dispatch.Benchmarks.Micro;

/// <summary>
/// <c>bdn [arguments of BenchmarkDotNet]</c>: the micro-benchmarks, each beside a baseline; read the ratios. In this process and
/// in short jobs, so that all of them take minutes; another <c>--job</c> or <c>--iterationCount</c> comes on top.
/// </summary>
internal sealed class MicroBenchmarks : IBenchmarkCommand
{
    private const int WarmUps = 3;
    private const int Iterations = 5;
    private const double IterationMilliseconds = 250;

    public string Name => "bdn";

    public string Description => "micro-benchmarks with BenchmarkDotNet; for instance: bdn --filter '*'";

    public Task<int> Run(string[] arguments)
    {
        var job = Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(WarmUps)
            .WithIterationCount(Iterations)
            .WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(IterationMilliseconds));
        var config = DefaultConfig.Instance
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarks).Assembly).Run(arguments, config).ToList();
        var isComplete = summaries.Count > 0
            && summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success));
        return Task.FromResult(isComplete ? 0 : 1);
    }
}
