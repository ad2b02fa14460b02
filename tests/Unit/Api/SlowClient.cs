using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Tests.Unit.Api;

/// <summary>The far end of a socket: it takes what is sent when the test says so.</summary>
internal sealed class SlowClient : ISingleClientProxy
{
    private readonly Queue<TaskCompletionSource> _waiting = [];

    public bool IsDraining { get; set; }

    public List<object?> Sent { get; } = [];

    public void TakeOne() => _waiting.Dequeue().SetResult();

    public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default)
    {
        Sent.Add(Assert.Single(args));
        if (IsDraining)
        {
            return Task.CompletedTask;
        }

        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(taken);
        return taken.Task;
    }

    public Task<T> InvokeCoreAsync<T>(string method, object?[] args, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Sockets are not asked.");
}
