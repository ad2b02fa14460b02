using System.Diagnostics;
using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Server;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>One process of a cluster is killed (SIGKILL), or asked to end (SIGTERM), while requests from all states go on.</summary>
public sealed class SiloKillScenario : IScenario
{
    public const string Word = "silo-kill";

    // What docs/operations.md promises.
    private const double DrainSeconds = 15;

    public string Name => Word;

    public async Task<ScenarioResult> Run(LoadContext context, CancellationToken cancel)
    {
        var options = context.Options;
        await context.WarmUp(cancel);
        var stream = context.Begin(options.Rate, options.Measured);
        var start = context.Read();
        await Task.Delay(options.Measured / 3, context.Time, cancel);

        await context.Say($"process {options.KillProcessId} is {(options.Drains ? "asked to end" : "killed")}");
        using var process = Find(options.KillProcessId!.Value);
        var killed = context.Read();
        var ended = End(process, options.Drains, cancel);
        await stream.AllSent.WaitAsync(cancel);
        var end = context.Read();
        await context.UntilQuiet(options.Settle, cancel);

        var states = StateRecovery.FirstOffers(context.Book, context.RequestStates, killed.At);
        foreach (var (state, _) in states.Where(state => state.OfferedAt is null))
            await context.Say($"{state} offered nothing any more");
        var slowest = states.Any(state => state.OfferedAt is null) ? null : states.Max(state => state.OfferedAt);
        var longest = StateRecovery.LongestToOffer(context.Book, start.At);
        var after = context.Window("from then until the end", options.Rate, killed, end);
        return new ScenarioResult(
            [context.Window("before", options.Rate, start, killed), after],
            [
                new Figure("states asked from", states.Count, "states"),
                .. options.Drains ? [new Figure("the process has ended", (await ended).TotalSeconds, "s", AtMost: DrainSeconds)] : (Figure[])[],
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
                new Figure("refused since then", after.Refused, "requests"),
                new Figure("open at the end", context.Book.Open, "consults", AtMost: 0),
            ]);
    }

    private static Process Find(int processId)
    {
        try
        {
            return Process.GetProcessById(processId);
        }
        catch (ArgumentException e)
        {
            throw new InvalidOperationException($"Process {processId} does not run: nothing was killed.", e);
        }
    }

    /// <summary>Answers, once it is gone, how long it took.</summary>
    private static async Task<TimeSpan> End(Process process, bool drains, CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        if (drains)
            ProcessSignal.Terminate(process.Id);
        else
            process.Kill();
        await process.WaitForExitAsync(cancel);
        return Stopwatch.GetElapsedTime(since);
    }
}
