using System.Reflection;
using Dispatch.Journal;

namespace Dispatch.Tests.Conformance.Journal;

public sealed class StoreLifetimeTests
{
    [Fact]
    public async Task Stop_OfAStoreThatDoesNotEnd_EndsWhenTheHostsPatienceDoes()
    {
        var store = DispatchProxy.Create<IJournalStore, EndlessStore>();
        using var patience = new CancellationTokenSource();

        var stopping = new StoreLifetime(store).StopAsync(patience.Token);
        Assert.False(stopping.IsCompleted);
        await patience.CancelAsync();

        await stopping;
    }

    /// <summary>Its disposal never completes; nothing else of it is used.</summary>
    public class EndlessStore : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(IAsyncDisposable.DisposeAsync)
                ? new ValueTask(new TaskCompletionSource().Task)
                : throw new NotSupportedException(targetMethod.Name);
    }
}
