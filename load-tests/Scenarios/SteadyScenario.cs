
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
        return new ScenarioResult([window], Limits.Of(window, options));
    }
}
