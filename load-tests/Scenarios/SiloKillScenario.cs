using System.Diagnostics;
using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>One process of a cluster is killed (SIGKILL) while requests from all states go on.</summary>
public sealed class SiloKillScenario : IScenario
{
    public const string Word = "silo-kill";

    public string Name => Word;

    public async Task<ScenarioResult> Run(LoadContext context, CancellationToken cancel)
    {
        var options = context.Options;
        await context.WarmUp(cancel);
        var stream = context.Begin(options.Rate, options.Measured);
        var start = context.Read();
        await Task.Delay(options.Measured / 3, context.Time, cancel);

        await context.Say($"process {options.KillProcessId} is killed");
        var killed = context.Read();
        Kill(options.KillProcessId!.Value);
        await stream.AllSent.WaitAsync(cancel);
        var end = context.Read();
        await context.UntilQuiet(options.Settle, cancel);

        var states = StateRecovery.FirstOffers(context.Book, context.RequestStates, killed.At);
        foreach (var (state, _) in states.Where(state => state.OfferedAt is null))
            await context.Say($"{state} offered nothing any more");
        var slowest = states.Any(state => state.OfferedAt is null) ? null : states.Max(state => state.OfferedAt);
        var longest = StateRecovery.LongestToOffer(context.Book, start.At);
        var after = context.Window("kill until the end", options.Rate, killed, end);
        return new ScenarioResult(
            [context.Window("before the kill", options.Rate, start, killed), after],
            [
                new Figure("states asked from", states.Count, "states"),
                new Figure(
                    "every state has matched again",
                    slowest is { } at ? context.Seconds(killed.At, at) : null,
                    "s",
                    AtMost: options.HoldRecoverySeconds),
                new Figure(
                    "longest request→offer",
                    longest is { } length ? context.Seconds(0, length) : null,
                    "s",
                    AtMost: options.HoldLongestSeconds),
                new Figure("refused after the kill", after.Refused, "requests"),
                new Figure("open at the end", context.Book.Open, "consults", AtMost: 0),
            ]);
    }

    private static void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (ArgumentException e)
        {
            throw new InvalidOperationException($"Process {processId} does not run: nothing was killed.", e);
        }
    }
}
