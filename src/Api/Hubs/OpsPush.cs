using Dispatch.Api.Operations;

namespace Dispatch.Api.Hubs;

/// <summary>Sends the overview once a second to those who watch it, and what happens, at most four times a second.</summary>
public sealed partial class OpsPush(
    OpsWatchers watchers, Overview overview, OperationEvents events, ApiLimits limits, TimeProvider time, ILogger<OpsPush> log)
    : BackgroundService
{
    public const string Overview = "Overview";
    public const string Events = "Events";

    private const int EventRoundsPerOverview = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var round = 1; !stoppingToken.IsCancellationRequested; round++)
        {
            await Task.Delay(Interval, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            try
            {
                PushEvents();
                if (round % EventRoundsPerOverview == 0)
                {
                    await PushOverview(stoppingToken);
                }
            }
            catch (Exception fault)
            {
                // A pool or the store did not answer; it is asked again in a second.
                LogPushFailed(fault);
            }
        }
    }

    private void PushEvents()
    {
        var last = events.LastSeq;
        foreach (var (socket, seen) in watchers.OfEvents)
        {
            if (seen != last)
            {
                var news = events.Read(seen, limits.EventsAtOnce);
                watchers.Sent(socket, seen, news.LastSeq);
                _ = socket.Send(Events, news);
            }
        }
    }

    private async Task PushOverview(CancellationToken stoppingToken)
    {
        var sockets = watchers.OfOverview;
        if (sockets.Count == 0)
        {
            return;
        }

        var message = RawMessage.For(sockets.Count, await overview.Read(stoppingToken), ApiJson.Default.OverviewBody);
        foreach (var socket in sockets)
        {
            _ = socket.Send(Overview, message);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The overview could not be pushed")]
    private partial void LogPushFailed(Exception fault);
}
