using Dispatch.Api.Hubs;
using Dispatch.Api.Security;
using Dispatch.Journal;
using Dispatch.Journal.Sessions;

namespace Dispatch.Api.Sessions;

/// <summary>
/// Hears of sessions that were ended through other processes, ends those that are idle though their connections are open,
/// and deletes old ones. A provider on duty is not idle.
/// </summary>
public sealed partial class SessionWatch(
    BrowserSessions sessions,
    ISessionStore store,
    ConnectionRegistry connections,
    BrowserSessionOptions options,
    TimeProvider time,
    ILogger<SessionWatch> log) : BackgroundService
{
    // The clocks of processes differ, and commits take a moment: ends are asked for again for so long.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(1);

    private DateTimeOffset _forgotAt = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var heardAt = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.WatchEvery, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            try
            {
                var now = time.GetUtcNow();
                await sessions.HearOfEnds(heardAt - Overlap, stoppingToken);
                heardAt = now;
                foreach (var session in sessions.Connected)
                {
                    await Look(session, stoppingToken);
                }

                await Forget(now);
            }
            catch (Exception fault) when (fault is StoreUnavailableException or OperationCanceledException)
            {
                LogNotHeard(fault);
            }
        }
    }

    private Task Look(BrowserSession session, CancellationToken cancellationToken)
    {
        if (session.Caller is Caller.OfProvider { Provider: var provider } && connections.IsOnDuty(provider))
        {
            sessions.Seen(session);
        }

        return sessions.EndIfIdle(session, cancellationToken);
    }

    private async Task Forget(DateTimeOffset now)
    {
        if (now >= _forgotAt + ForgetEvery)
        {
            _forgotAt = now;
            await store.Forget(now - KeptAfterEnd);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ends of sessions could not be read; it is tried again")]
    private partial void LogNotHeard(Exception fault);
}
