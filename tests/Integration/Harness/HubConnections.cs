using System.Collections.Concurrent;
using Dispatch.Api.Security;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>
/// When the server has taken a provider's connection, and when it has let one go: a client is connected, or cut, before the
/// server knows, and the clock must not move in between.
/// </summary>
public sealed class HubConnections : IHubFilter
{
    private readonly ConcurrentDictionary<(string Provider, bool IsOpen), TaskCompletionSource> _awaited = new();

    /// <summary>Completes once the server has taken a connection of the provider that is opened from now on, or has refused it.</summary>
    public Task Opened(string provider) => Next(provider, isOpen: true);

    /// <summary>Completes once the server knows that a connection of the provider is closed.</summary>
    public Task Closed(string provider) => Next(provider, isOpen: false);

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        try
        {
            await next(context);
        }
        finally
        {
            Say(context, isOpen: true);
        }
    }

    public async Task OnDisconnectedAsync(
        HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        try
        {
            await next(context, exception);
        }
        finally
        {
            Say(context, isOpen: false);
        }
    }

    private Task Next(string provider, bool isOpen) => _awaited.GetOrAdd(
        (provider, isOpen), static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Say(HubLifetimeContext context, bool isOpen)
    {
        if (context.Context.GetHttpContext()?.Features.Get<Caller>() is Caller.OfProvider { Provider: var provider }
            && _awaited.TryRemove((provider.Value, isOpen), out var awaited))
        {
            awaited.SetResult();
        }
    }
}
