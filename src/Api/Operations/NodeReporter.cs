using Dispatch.Journal;
using Dispatch.Journal.History;

namespace Dispatch.Api.Operations;

/// <summary>Says in the store how this process is, and hears there whether the operator wants it to drain.</summary>
public sealed partial class NodeReporter(
    ThisNode node, INodeReports reports, Drain drain, ApiLimits limits, TimeProvider time, ILogger<NodeReporter> log)
    : BackgroundService
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await reports.Remove(node.Name);
        }
        catch (StoreUnavailableException fault)
        {
            // The others notice by its silence.
            LogNotReported(fault);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var forgotAt = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Report();
                if (time.GetUtcNow() >= forgotAt + ForgetEvery)
                {
                    forgotAt = time.GetUtcNow();
                    await reports.Forget(forgotAt - ForgetEvery);
                }
            }
            catch (StoreUnavailableException fault)
            {
                LogNotReported(fault);
            }

            await Task.Delay(limits.NodeReportEvery, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private async Task Report()
    {
        var timesSaid = drain.TimesSaid;
        var wanted = await reports.Report(node.Report());
        drain.Follow(wanted, timesSaid, node.Name);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This process could not say how it is; it is tried again")]
    private partial void LogNotReported(Exception fault);
}
