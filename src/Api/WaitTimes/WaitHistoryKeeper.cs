using Dispatch.Domain.States;
using Dispatch.Journal;
using Dispatch.Journal.History;

namespace Dispatch.Api.WaitTimes;

/// <summary>
/// Brings the history of waits up to date from what the store has of the consults: nothing of it is counted on the path of a
/// consult, a restart loses nothing, and several processes that do the same write the same.
/// </summary>
public sealed partial class WaitHistoryKeeper(
    IWaitHistory history, ApiLimits limits, TimeProvider time, ILogger<WaitHistoryKeeper> log) : BackgroundService
{
    // An acceptance is dated before it is durable: what was accepted is counted once more so long after.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan FirstLookBack = TimeSpan.FromDays(8);
    private static readonly TimeSpan ShortKept = TimeSpan.FromDays(3);
    private static readonly TimeSpan LongKept = TimeSpan.FromDays(400);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    private WaitSlices? _slices;
    private DateTimeOffset _forgotAt = DateTimeOffset.MinValue;

    /// <summary>Writes what the store lacks up to now. O(consults accepted since the last time). For one caller at a time.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be used now; what is missing is written the next time.</exception>
    public async Task Write(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        _slices ??= new WaitSlices(WaitHistory.FiveMinutes, await Begin(now, cancellationToken));
        await Settle(_slices, now - Settling, cancellationToken);
        if (now > _slices.ReadTo)
        {
            _slices.Extend(now, await Read(_slices.ReadTo, now, cancellationToken));
        }

        await Put(_slices, cancellationToken);
        if (now >= _forgotAt + ForgetEvery)
        {
            _forgotAt = now;
            await history.Forget(WaitHistory.FiveMinutes, now - ShortKept);
            await history.Forget(WaitHistory.Hour, now - LongKept);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Write(stoppingToken);
            }
            catch (Exception fault) when (fault is StoreUnavailableException or OperationCanceledException)
            {
                LogNotWritten(fault);
            }

            await Task.Delay(limits.WaitHistoryEvery, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private async Task<DateTimeOffset> Begin(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var earliest = WaitRollup.StartOf(now - FirstLookBack, WaitHistory.Hour);
        var newest = await history.Newest(WaitHistory.FiveMinutes, cancellationToken);

        // The newest one may not have been settled, nor the one before. What comes first after them says where to begin.
        var since = newest is { } known && known - WaitHistory.FiveMinutes > earliest ? known - WaitHistory.FiveMinutes : earliest;
        var first = now;
        foreach (var state in StateCatalog.All)
        {
            first = await history.FirstAccepted(state.Code, since, cancellationToken) is { } accepted && accepted < first
                ? accepted
                : first;
        }

        return WaitRollup.StartOf(first, WaitHistory.FiveMinutes);
    }

    private async Task Settle(WaitSlices slices, DateTimeOffset settled, CancellationToken cancellationToken)
    {
        while (slices.SettlesTo(settled) is var to && slices.SettledTo < to)
        {
            // A long time, of which nothing was counted yet, is written piece by piece.
            var isLong = to - slices.SettledTo > AtOnce;
            var end = isLong ? slices.SettledTo + AtOnce : to;
            slices.Settle(end, await Read(slices.SettledTo, end, cancellationToken));
            if (isLong)
            {
                await Put(slices, cancellationToken);
            }
        }
    }

    private async Task<WaitRollup> Read(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var waits = new WaitRollup(WaitHistory.FiveMinutes);
        foreach (var state in StateCatalog.All)
        {
            foreach (var accept in await history.Accepted(state.Code, from, to, cancellationToken))
            {
                waits.Add(state.Code, accept);
            }
        }

        return waits;
    }

    private async Task Put(WaitSlices slices, CancellationToken cancellationToken)
    {
        var buckets = slices.Buckets();
        await history.Put(buckets);
        var hours = new WaitRollup(WaitHistory.Hour);
        foreach (var hour in buckets.Select(b => (b.State, Start: WaitRollup.StartOf(b.Start, WaitHistory.Hour))).Distinct())
        {
            var parts = await history.Read(
                WaitHistory.FiveMinutes, hour.State, hour.Start, hour.Start + WaitHistory.Hour, cancellationToken);
            foreach (var part in parts)
            {
                hours.Add(part);
            }
        }

        await history.Put(hours.Buckets());
        slices.LetGo();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The history of waits could not be written; it is tried again")]
    private partial void LogNotWritten(Exception fault);
}
