using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>
/// Finds the highest rate at which p99 request→offer stays below the limit with nothing refused and nothing left behind:
/// steps up, halves the gap, then holds what it found. A rate that does not hold for the whole time is lowered until one does.
/// </summary>
internal sealed class SustainableRate(LoadContext context, List<MeasuredWindow> windows)
{
    private const double StepFactor = 1.3;
    private const double Precision = 0.04;
    private const double LowestShare = 16;
    private const double Most = 100_000;
    private const double LowerBy = 0.96;
    private const int MostHolds = 8;

    // Open when the last arrival was sent, in multiples of the limit: a life has four steps after the request.
    private const double MostOpenPerLimit = 4;

    // The first moments of a step are still of the one before.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(2);

    /// <returns>Arrivals per second that held, with the window in which they did as the last of the list; null when none did.</returns>
    public async Task<double?> Find(CancellationToken cancel)
    {
        var options = context.Options;
        var search = new RateSearch(options.Rate, StepFactor, Precision, options.Rate / LowestShare, Most);
        while (search.Next is { } rate)
            search.Tell(await Holds("step", rate, options.Step, cancel));

        var sustained = search.Held;
        for (var hold = 0; hold < MostHolds && sustained > 0; hold++)
        {
            if (await Holds("hold", sustained, options.Hold, cancel))
                return sustained;
            sustained *= LowerBy;
        }

        return null;
    }

    private async Task<bool> Holds(string name, double rate, TimeSpan length, CancellationToken cancel)
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
        if (!isQuiet)
        {
            await context.Say(
                $"        after {options.Settle.TotalSeconds:F0} s still open {book.Open}, on the way {book.InFlight}, unanswered {book.Unanswered}; providers on duty {context.Generator.ProvidersOnDuty},"
                + $" connections lost {context.Generator.ConnectionsLost} ({context.Generator.LastFault ?? "none"})");
        }

        return holds;
    }
}
