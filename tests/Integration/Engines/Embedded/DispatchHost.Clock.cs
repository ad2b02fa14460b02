using Dispatch.Engine.Embedded;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>Moving the one clock, in steps, each only when the server has done what the last one caused.</summary>
public sealed partial class DispatchHost
{
    private const int QuietRounds = 3;

    /// <summary>For calls that wait for the store.</summary>
    private const int AwaitedRounds = 60;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan QuietRound = TimeSpan.FromMilliseconds(3);

    // Calls that were not answered in all those rounds: their answer is lost, or waits for the clock.
    private int _unanswered;

    private int Awaited => _app is null ? 0 : Engine.Statistics.Awaited;

    private SimulatedTimeProvider Clock =>
        Time as SimulatedTimeProvider ?? throw new InvalidOperationException("This host runs in real time.");

    /// <summary>Moves the clock on.</summary>
    public async Task Advance(TimeSpan by, TimeSpan? step = null)
    {
        await Settle();
        for (var left = by; left > TimeSpan.Zero; left -= step ?? Step)
        {
            Clock.Advance(left < (step ?? Step) ? left : step ?? Step);
            await Settle();
        }
    }

    /// <summary>Moves the clock on until the condition holds; fails the test when it does not within the simulated limit.</summary>
    /// <returns>How far the clock was moved.</returns>
    public async Task<TimeSpan> AdvanceUntil(
        Func<Task<bool>> condition, TimeSpan limit, string expected, TimeSpan? step = null)
    {
        await Settle();
        var start = Clock.Elapsed;
        while (!await condition())
        {
            if (Clock.Elapsed - start >= limit)
            {
                Assert.True(await Comes(condition), $"Expected within {limit} of the clock: {expected}.\n{string.Join('\n', Log.Lines)}");
                break;
            }

            await Advance(step ?? Step, step);
        }

        return Clock.Elapsed - start;
    }

    /// <summary>Moves the clock on until the awaited thing has come, for instance <c>provider.TakeOffer()</c>.</summary>
    public async Task<T> AdvanceUntil<T>(Task<T> awaited, TimeSpan limit, string expected, TimeSpan? step = null)
    {
        await AdvanceUntil(() => Task.FromResult(awaited.IsCompleted), limit, expected, step);
        return await awaited;
    }

    /// <summary>
    /// What must follow without anything else happening: within a second of the clock, the limit for work that somebody
    /// free could do.
    /// </summary>
    public Task<T> Soon<T>(Task<T> awaited, string expected) =>
        AdvanceUntil(awaited, TimeSpan.FromSeconds(1), expected, TimeSpan.FromMilliseconds(100));

    /// <summary>
    /// Waits until grains have nothing left to do before the clock moves. Only a guard against moving it too early: what
    /// is under way outside grains is given a few rounds to come back to them, and more while somebody awaits a grain.
    /// </summary>
    public async Task Settle()
    {
        var seen = -1L;
        for (var quiet = 0; quiet < (Awaited > _unanswered ? AwaitedRounds : QuietRounds); quiet++)
        {
            await Task.Delay(QuietRound, TimeProvider.System);
            if (!_turns.IsIdle || _turns.Scheduled != seen)
            {
                seen = _turns.Scheduled;
                quiet = -1;
            }
        }

        _unanswered = Awaited;
    }

    // What has happened on the clock may still be on its way through sockets and threads of a busy machine: the clock stands meanwhile.
    private static async Task<bool> Comes(Func<Task<bool>> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < Safety.Limit)
        {
            await Task.Delay(QuietRound, TimeProvider.System);
            if (await condition())
            {
                return true;
            }
        }

        return false;
    }

    // A drain that waits for a time-out of the server's own clock would wait for ever while it stands.
    private async partial Task WaitForStop(Task stopping)
    {
        while (Time is SimulatedTimeProvider clock && !stopping.IsCompleted)
        {
            await Task.WhenAny(stopping, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
            if (!stopping.IsCompleted)
            {
                clock.Advance(Step);
            }
        }

        await stopping;
    }
}
