using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Reports;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>Consults at one rate: what the system's own time is.</summary>
public sealed class SteadyScenario : IScenario
{
    public string Name => "steady";

    public async Task<ScenarioResult> Run(LoadContext context, CancellationToken cancel)
    {
        var options = context.Options;
        await context.Say($"{options.Rate:F0} consults/s: {options.Warmup.TotalSeconds:F0} s to warm up, {options.Measured.TotalSeconds:F0} s measured");
        var window = await context.Measure("steady", options.Rate, options.Warmup, options.Measured, cancel);
        return new ScenarioResult([window], [.. Limits.Of(window, options), .. await Compared(window, options, cancel)]);
    }

    private static async Task<IReadOnlyList<Figure>> Compared(MeasuredWindow window, LoadOptions options, CancellationToken cancel)
    {
        if (options.Baseline is not { } file)
            return [];
        var baseline = await BaselineReport.CpuSecondsPer1000(file, cancel);
        return
        [
            new Figure("baseline's server and store CPU", baseline, "s per 1,000"),
            new Figure("CPU", window.ServerCpuSecondsPer1000 / baseline, "by baseline", AtMost: options.HoldRatio),
        ];
    }
}
