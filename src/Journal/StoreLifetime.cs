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

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await store.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
}
