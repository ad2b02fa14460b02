using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>All provider connections drop at once and come back at once, while requests go on.</summary>
public sealed class ReconnectScenario : IScenario
{
    private static readonly TimeSpan BackLimit = TimeSpan.FromMinutes(2);

    public string Name => "reconnect";

    public async Task<ScenarioResult> Run(LoadContext context, CancellationToken cancel)
    {
        var options = context.Options;
        await context.WarmUp(cancel);
        var stream = context.Begin(options.Rate, options.Measured);
        var start = context.Read();
        await Task.Delay(options.Measured / 3, context.Time, cancel);

        await context.Say($"all {context.Generator.ProvidersOnDuty} providers drop and come back");
        var dropped = context.Read();
        context.Generator.DropProviders();
        await context.Generator.AllLeftDuty(cancel);
        await context.Generator.AllOnDuty(BackLimit, cancel);
        var back = context.Read();
        await stream.AllSent.WaitAsync(cancel);
        var end = context.Read();
        await context.UntilQuiet(options.Settle, cancel);

        return new ScenarioResult(
            [
                context.Window("before the drop", options.Rate, start, dropped),
                context.Window("drop until all are back", options.Rate, dropped, back),
                context.Window("drop until the end", options.Rate, dropped, end),
            ],
            [
                new Figure("all providers on duty again", context.Seconds(dropped.At, back.At), "s"),
                new Figure(
                    "first offer after the drop",
                    FirstOfferAfter(context.Book, dropped.At) is { } at ? context.Seconds(dropped.At, at) : null,
                    "s",
                    AtMost: options.HoldRecoverySeconds),
                new Figure("open at the end", context.Book.Open, "consults", AtMost: 0),
            ]);
    }

    // Of a consult that was requested after the drop: an offer that was on its way when the connections broke says nothing.
    private static long? FirstOfferAfter(ConsultBook book, long moment)
    {
        long? first = null;
        for (var i = 0; i < book.Consults.Count; i++)
        {
            ref var consult = ref book.Consults[i];
            if (consult.ScheduledAt > moment && consult.OfferedAt != 0 && !(consult.OfferedAt >= first))
                first = consult.OfferedAt;
        }

        return first;
    }
}
