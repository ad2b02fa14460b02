using Dispatch.Api.WaitTimes;
using Dispatch.Domain.States;

namespace Dispatch.Api.Hubs;

/// <summary>Sends the lines of states to those who watch them: at most once a second per state, only when they changed.</summary>
public sealed partial class WaitTimePush(
    ClinicWatchers watchers,
    WaitTimeReader waitTimes,
    LinePictures pictures,
    TimeProvider time,
    ILogger<WaitTimePush> log)
    : BackgroundService
{
    public const string Method = "WaitTimes";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

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
        var now = watching.SelectMany(w => w.States).Distinct().ToDictionary(state => state, state => pictures.Of(state, clinic: null));
        var news = watching.Select(w => (Watch: w, Now: NewsOf(w, now))).Where(n => n.Now.Count > 0).ToList();
        if (news.Count == 0)
        {
            return;
        }

        var lines = await waitTimes.Read([.. news.SelectMany(n => n.Now.Keys).Distinct().Order()]);
        foreach (var (watch, seen) in news)
        {
            WaitTimeBody[] told = [.. lines.Where(l => seen.ContainsKey(l.State)).Select(l => l with { Open = seen[l.State].Open })];
            _ = watch.Socket.Send(Method, told);
            watch.Told(seen);
        }
    }

    private Dictionary<StateCode, LinePicture> NewsOf(WaitTimeWatch watch, Dictionary<StateCode, LinePicture> now)
    {
        var open = pictures.IsOpen(watch.Clinic);
        return watch.States
            .Select(state => (State: state, Picture: now[state] with { Open = open }))
            .Where(line => watch.IsNews(line.State, line.Picture))
            .ToDictionary(line => line.State, line => line.Picture);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Wait times could not be pushed")]
    private partial void LogPushFailed(Exception fault);
}
