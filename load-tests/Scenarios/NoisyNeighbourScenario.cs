using Dispatch.LoadTests.Generating;
using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>One clinic asks for many times its share; what do the others feel?</summary>
public sealed class NoisyNeighbourScenario : IScenario
{
    private const int Noisy = 0;
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(3);

    public string Name => "noisy-neighbour";

    public async Task<ScenarioResult> Run(LoadContext context, CancellationToken cancel)
    {
        var options = context.Options;
        if (context.AllClinics.Count < 2)
            throw new InvalidOperationException("Expected at least two clinics: a noisy one and another.");

        await context.WarmUp(cancel);
        var others = context.AllClinics.Where(clinic => clinic != Noisy).ToList();
        var flood = options.Flood * options.Rate / context.AllClinics.Count;

        await context.Say($"{others.Count} clinics ask for {options.Rate:F0} consults/s together");
        var alone = await Run(context, others, 0, cancel);
        await context.Say($"the same, and one clinic for {flood:F0}/s, {options.Flood:F0} times its share");
        var flooded = await Run(context, others, flood, cancel);

        return new ScenarioResult(
            [alone[0], .. flooded.Reverse()],
            [
                new Figure("p99 of the others, alone", alone[0].ToOffer.P99Ms, "ms"),
                new Figure("p99 of the others, with the flood", flooded[0].ToOffer.P99Ms, "ms"),
                new Figure(
                    "ratio",
                    alone[0].ToOffer.P99Ms > 0 ? flooded[0].ToOffer.P99Ms / alone[0].ToOffer.P99Ms : null,
                    "with / without",
                    AtMost: options.HoldRatio),
                new Figure("refused to the others", flooded[0].Refused, "requests"),
                new Figure("refused to the noisy one", flooded[1].Refused, "requests"),
            ]);
    }

    private static async Task<MeasuredWindow[]> Run(
        LoadContext context, IReadOnlyList<int> others, double flood, CancellationToken cancel)
    {
        var options = context.Options;
        List<ArrivalStream> streams = [context.Begin(options.Rate, Lead + options.Measured, others)];
        if (flood > 0)
            streams.Add(context.Begin(flood, Lead + options.Measured, [Noisy]));
        await Task.Delay(Lead, context.Time, cancel);
        var before = context.Read();
        await streams[0].AllSent.WaitAsync(cancel);
        var after = context.Read();
        streams.ForEach(context.Generator.End);
        await context.UntilQuiet(options.Settle, cancel);
        return flood > 0
            ?
            [
                context.Window("others, flooded", options.Rate, before, after, others.ToHashSet()),
                context.Window("the noisy one", flood, before, after, new HashSet<int> { Noisy }),
            ]
            : [context.Window("others, alone", options.Rate, before, after, others.ToHashSet())];
    }
}
