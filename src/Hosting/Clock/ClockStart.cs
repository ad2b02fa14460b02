using Dispatch.Journal.Queries;

namespace Dispatch.Hosting.Clock;

/// <summary>
/// Starts the clock where the store left off, when the wall clock was set back while no process ran: events must not be
/// dated before those that they follow.
/// </summary>
public sealed partial class ClockStart(
    SteadyTimeProvider clock, IOpenConsults openConsults, ILogger<ClockStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var newest = now;
        foreach (var state in await openConsults.States(cancellationToken))
        {
            foreach (var changed in await openConsults.Versions(state, cancellationToken))
            {
                newest = changed.UpdatedAt > newest ? changed.UpdatedAt : newest;
            }
        }

        if (newest - now > ClockOptions.StartAheadLimit)
        {
            LogStoreFarAhead(newest - now);
        }
        else if (newest > now)
        {
            clock.StartNotBefore(newest);
            LogStartsAhead(newest - now);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The wall clock is {Behind} behind the newest change of an open consult: the clock starts there and the difference is made up slowly")]
    private partial void LogStartsAhead(TimeSpan behind);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The store holds a change {Ahead} ahead of the wall clock, more than can be made up: the wall clock is taken for right")]
    private partial void LogStoreFarAhead(TimeSpan ahead);
}
