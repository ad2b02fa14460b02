using System.Runtime.InteropServices;
using Dispatch.LoadTests.Scenarios;

namespace Dispatch.LoadTests.Measuring;

/// <summary>
/// Starts arrivals when they are due and never waits for one. Runs on a thread of its own: pool threads that are busy must not
/// make it late.
/// </summary>
public sealed class OpenLoop(IScenario scenario, TimeProvider time, CancellationToken cancel)
{
    /// <summary>Starts arrivals <paramref name="first"/> up to, but not including, <paramref name="end"/>.</summary>
    /// <returns>Completes when the last one was started, not when it was answered.</returns>
    public Task Run(ArrivalSchedule schedule, long first, long end)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pace = new Thread(() => Pace(schedule, first, end, done)) { IsBackground = true, Name = "arrivals" };
        pace.Start();
        return done.Task;
    }

    private void Pace(ArrivalSchedule schedule, long first, long end, TaskCompletionSource done)
    {
        try
        {
            for (var number = first; number < end; number++)
            {
                cancel.ThrowIfCancellationRequested();
                var dueAt = schedule.DueAt(number);
                WaitUntil(dueAt);
                _ = scenario.Arrive(number, dueAt, cancel);
            }

            done.SetResult();
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }

    private void WaitUntil(long dueAt)
    {
        while (true)
        {
            var left = time.GetElapsedTime(time.GetTimestamp(), dueAt);
            if (left <= TimeSpan.Zero)
                return;

            // Thread.Sleep knows whole milliseconds only: a fifth of the latency that is to be measured.
            if (OperatingSystem.IsLinux())
            {
                var request = new TimeSpec((long)left.TotalSeconds, (long)(left.TotalNanoseconds % 1e9));
                _ = Sleep(in request, IntPtr.Zero);
            }
            else
            {
                Thread.Sleep(left);
            }
        }
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(in TimeSpec request, IntPtr remaining);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
