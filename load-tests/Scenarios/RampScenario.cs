using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>The highest sustainable rate, and what it costs there.</summary>
public sealed class RampScenario : IScenario
{
    public string Name => "ramp";

    public async Task<ScenarioResult> Run(LoadContext context, CancellationToken cancel)
    {
        var options = context.Options;
        await context.WarmUp(cancel);
        var windows = new List<MeasuredWindow>();
        var rate = await new SustainableRate(context, windows).Find(cancel);
        return rate is null
            ? new ScenarioResult(windows, [new Figure("sustainable rate", null, "consults/s", AtLeast: options.HoldRate ?? 1)])
            : new ScenarioResult(windows, [new Figure("sustainable rate", rate, "consults/s"), .. Limits.Of(windows[^1], options)]);
    }
}
