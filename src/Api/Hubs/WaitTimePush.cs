using Dispatch.Api.Hours;
using Dispatch.Api.WaitTimes;
using Dispatch.Domain.States;
using Dispatch.Grains.Pools;

namespace Dispatch.Api.Hubs;

/// <summary>Sends the lines of states to those who watch them: at most once a second per state, only when they changed.</summary>
public sealed partial class WaitTimePush(
    ClinicWatchers watchers,
    WaitTimeReader waitTimes,
    StateBoard board,
    ConnectionRegistry connections,
    OpeningHours hours,
    TimeProvider time,
    ILogger<WaitTimePush> log)
    : BackgroundService
{
    public const string Method = "WaitTimes";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<StateCode, (StateLine Line, int OnDuty, bool Open)> _seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            try
            {
                await PushChanges();
            }
            catch (Exception fault)
            {
                // A pool that does not answer is asked again in a second.
                LogPushFailed(fault);
            }
        }
    }

    private async Task PushChanges()
    {
        var watching = watchers.OfWaitTimes();
        var changed = watching.SelectMany(w => w.States).Distinct().Where(HasChanged).Order().ToArray();
        if (changed.Length == 0)
        {
            return;
        }

        var lines = await waitTimes.Read(changed);
        var now = time.GetUtcNow();
        foreach (var (socket, clinic, states) in watching)
        {
            WaitTimeBody[] news = [.. lines.Where(l => states.Contains(l.State)).Select(l => l with { Open = hours.IsOpen(clinic, now) })];
            if (news.Length > 0)
            {
                _ = socket.Send(Method, news);
            }
        }
    }

    private bool HasChanged(StateCode state)
    {
        var now = (board.Of(state), connections.OnDuty(state).Length, hours.IsOpen(null, time.GetUtcNow()));
        var changed = !_seen.TryGetValue(state, out var before) || before != now;
        _seen[state] = now;
        return changed;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Wait times could not be pushed")]
    private partial void LogPushFailed(Exception fault);
}
