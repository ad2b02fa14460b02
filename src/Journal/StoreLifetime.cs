using Microsoft.Extensions.Hosting;

namespace Dispatch.Journal;

/// <summary>Starts the store before, and stops it after, the services that were registered later.</summary>
internal sealed class StoreLifetime(IJournalStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        store.Start();
        return Task.CompletedTask;
    }

    /// <summary>Waits for what is queued to be written, as long as the host allows. What is not written by then had no
    /// answer, so the process ends in order all the same.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }
}
