using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>
/// The highest rate at which p99 request→offer stays below the limit with nothing refused and nothing left behind: steps up,
/// halves the gap, then holds what it found. A rate that does not hold for the whole time is lowered until one does.
/// </summary>
public sealed class RampScenario : IScenario
{
    private const double StepFactor = 1.3;
    private const double Precision = 0.04;
    private const double Most = 100_000;
    private const double LowestShare = 16;

    // Open when the last arrival was sent, in multiples of the limit: a life has four steps after the request.
    private const double MostOpenPerLimit = 4;
    private const double LowerBy = 0.96;
    private const int MostHolds = 8;

    // The first moments of a step are still of the one before.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(2);

    public string Name => "ramp";

    public async Task<ScenarioResult> Run(LoadContext context, CancellationToken cancel)
    {
        var options = context.Options;
        await context.Say($"warming up at {options.Rate:F0} consults/s for {options.Warmup.TotalSeconds:F0} s");
        await context.Begin(options.Rate, options.Warmup).AllSent.WaitAsync(cancel);
        await context.UntilQuiet(options.Settle, cancel);

        var windows = new List<MeasuredWindow>();
        var search = new RateSearch(options.Rate, StepFactor, Precision, options.Rate / LowestShare, Most);
        while (search.Next is { } rate)
            search.Tell(await Holds(context, "step", rate, options.Step, windows, cancel));

        var sustained = search.Held;
        for (var hold = 0; hold < MostHolds && sustained > 0; hold++)
        {
            if (await Holds(context, "hold", sustained, options.Hold, windows, cancel))
                return new ScenarioResult(windows, [new Figure("sustainable rate", sustained, "consults/s"), .. Limits.Of(windows[^1], options)]);
            sustained *= LowerBy;
        }

        return new ScenarioResult(windows, [new Figure("sustainable rate", null, "consults/s", AtLeast: options.HoldRate ?? 1)]);
    }

    private static async Task<bool> Holds(
        LoadContext context, string name, double rate, TimeSpan length, List<MeasuredWindow> windows, CancellationToken cancel)
    {
        var (options, book) = (context.Options, context.Book);
        var stream = context.Begin(rate, Lead + length);
        await Task.Delay(Lead, context.Time, cancel);
        var before = context.Read();
        await stream.AllSent.WaitAsync(cancel);
        var after = context.Read();
        var openAtEnd = book.Open + book.InFlight;
        var isQuiet = await context.UntilQuiet(options.Settle, cancel);

        var window = context.Window(name, rate, before, after);
        windows.Add(window);

        // What is open at the end may be what is under way, not a line that grows.
        var mostOpen = MostOpenPerLimit * rate * options.RampP99Ms / 1000;
        var holds = isQuiet && window.Refused == 0 && window.ToOffer.P99Ms < options.RampP99Ms && openAtEnd <= mostOpen;
        await context.Say(
            $"  {name,-5} {rate,8:F0}/s  completed {window.RateCompleted,8:F1}/s  request→offer p50 {window.ToOffer.P50Ms,7:F1}  p99 {window.ToOffer.P99Ms,8:F1} ms"
            + $"  refused {window.Refused}  open {openAtEnd}  CPU-s/1,000 server {window.ServerCpuSecondsPer1000:F3} generator {window.GeneratorCpuSecondsPer1000:F3}"
            + $"  {(holds ? "holds" : "does not hold")}");
        return holds;
    }
}
