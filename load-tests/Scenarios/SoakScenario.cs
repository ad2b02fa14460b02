using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>One rate for a long time: does anything grow that should not?</summary>
public sealed class SoakScenario : IScenario
{
    private const double DefaultFlatPercent = 5;
    private static readonly TimeSpan Growing = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(8);

    public string Name => "soak";

    public async Task<ScenarioResult> Run(LoadContext context, CancellationToken cancel)
    {
        var options = context.Options;
        if (options.Measured < Shortest)
            throw new InvalidOperationException($"Expected at least {Shortest.TotalSeconds:F0} seconds: memory counts from minute 5 on.");

        await context.WarmUp(cancel);
        var from = context.Points.Count == 0 ? 0 : context.Points[^1].Second;
        await context.Say($"{options.Rate:F0} consults/s for {options.Measured.TotalMinutes:F0} min");
        var window = await context.Measure("soak", options.Rate, TimeSpan.FromSeconds(1), options.Measured, cancel);
        return new ScenarioResult(
            [window],
            [
                .. Limits.Of(window, options),
                new Figure(
                    "managed memory, up or down from its median",
                    Flatness.LargestDeviationPercent(context.Points, from + Growing.TotalSeconds),
                    "%",
                    AtMost: options.HoldFlatPercent ?? DefaultFlatPercent),
            ]);
    }
}
