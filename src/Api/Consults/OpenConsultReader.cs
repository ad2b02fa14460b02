using Dispatch.Journal;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Consults;

/// <summary>Puts the counter right from the store, at the start and then at intervals.</summary>
public sealed class OpenConsultReader(
    OpenConsultCounter counter, IOpenConsults openConsults, ApiLimits limits, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                counter.BeginReading();
                counter.EndReading(await openConsults.CountByClinic(stoppingToken));
            }
            catch (StoreUnavailableException)
            {
                // The counts stay as they are until the store answers again.
            }

            await Task.Delay(limits.OpenConsultsReadEvery, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }
}
