using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>
/// Twice what the server can sustain: those whom it accepts must not wait longer for it, and it must not get less done. The
/// sustainable rate is <c>--rate</c> when given, and found first otherwise.
/// </summary>
public sealed class OverloadScenario : IScenario
{
    private const double Times = 2;

    // Long enough for what decides about admission to see the load.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(5);

    public string Name => "overload";

    public async Task<ScenarioResult> Run(LoadContext context, CancellationToken cancel)
    {
        var options = context.Options;
        await context.WarmUp(cancel);
        var windows = new List<MeasuredWindow>();
        var sustainable = options.IsRateGiven ? options.Rate : await new SustainableRate(context, windows).Find(cancel)
            ?? throw new InvalidOperationException("No rate holds: there is nothing to put twice of on the server.");

        // What counts is what a given rate really completes, not what was asked for.
        var goodputAtBest = windows.Count > 0 ? windows[^1].RateCompleted : sustainable;
        await context.Say($"{Times * sustainable:F0} consults/s, twice what is sustainable");
        var window = await context.Measure("overload", Times * sustainable, Lead, options.Measured, cancel);
        windows.Add(window);
        return new ScenarioResult(
            windows,
            [
                new Figure("sustainable", goodputAtBest, "life cycles/s"),
                new Figure("accepted, request→offer p99", window.ToOffer.P99Ms, "ms", AtMost: options.HoldP99Ms),
                new Figure("goodput", window.RateCompleted / goodputAtBest, "of sustainable", AtLeast: options.HoldGoodput),
                new Figure("refused", window.Refused, "requests"),
            ]);
    }
}
