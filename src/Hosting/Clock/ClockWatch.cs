namespace Dispatch.Hosting.Clock;

/// <summary>Notices when somebody sets the wall clock, says so, and lets the server's clock follow slowly.</summary>
public sealed partial class ClockWatch(SteadyTimeProvider clock, ILogger<ClockWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(ClockOptions.CheckInterval, clock, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            if (clock.Compare() is { } compared && compared.Jump != TimeSpan.Zero)
            {
                LogJump(compared.Jump, compared.Offset);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The wall clock was set by {Jump}: deadlines do not follow; it is {Offset} ahead of the server's clock, which is made up slowly")]
    private partial void LogJump(TimeSpan jump, TimeSpan offset);
}
