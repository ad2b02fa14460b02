using Dispatch.LoadTests.Generating;
using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>
/// Very many requests in one moment: each has to be answered 201, or 429 with when to come back, and each 201 has to be served
/// within the time after which consults are given up.
/// </summary>
public sealed class BurstScenario : IScenario
{
    private const double BytesPerMebibyte = 1024 * 1024;
    private static readonly int[] ProperAnswers = [201, 429];

    // Connections are opened ahead: a burst of requests is not one of TCP handshakes.
    private static readonly TimeSpan ConnectingLimit = TimeSpan.FromMinutes(2);

    public string Name => "burst";

    public async Task<ScenarioResult> Run(LoadContext context, CancellationToken cancel)
    {
        var options = context.Options;
        await context.WarmUp(cancel);
        await context.Generator.OpenConnections(options.Connections ?? options.Burst, ConnectingLimit, cancel);

        await context.Say($"{options.Burst} requests at once");
        var first = context.Book.Arrivals.Count;
        var before = context.Read();
        var stream = new ArrivalStream(
            new ArrivalSchedule(before.At, double.PositiveInfinity, context.Time.TimestampFrequency), options.Burst, context.AllClinics);
        context.Generator.Begin(stream);
        await stream.AllSent.WaitAsync(cancel);
        await context.UntilQuiet(options.Settle, cancel);
        var after = context.Read();

        var window = context.Window("burst", 0, before, after);
        var answers = Enumerable.Range(first, options.Burst).Select(i => (int)context.Book.Arrivals[i].Status).ToList();
        return new ScenarioResult(
            [window],
            [
                new Figure("answered 201", answers.Count(status => status == 201), "requests"),
                new Figure("answered 429", answers.Count(status => status == 429), "requests"),
                new Figure("without a proper answer", answers.Count(status => !ProperAnswers.Contains(status)), "requests", AtMost: 0),
                new Figure("answered 201, not served", context.Book.Open, "consults", AtMost: 0),
                new Figure("until all were served", window.Seconds, "s", AtMost: options.Settle.TotalSeconds),
                new Figure(
                    "most resident memory",
                    context.Points.Max(point => point.ResidentBytes) / BytesPerMebibyte,
                    "MiB",
                    AtMost: options.HoldMebibytes),
            ]);
    }
}
