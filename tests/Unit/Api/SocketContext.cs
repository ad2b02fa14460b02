using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Tests.Unit.Api;

/// <summary>A hub connection without a network: it notes whether it was cut.</summary>
internal sealed class SocketContext : HubCallerContext, IDisposable
{
    private readonly CancellationTokenSource _aborted = new();

    public bool IsCut => _aborted.IsCancellationRequested;

    public override string ConnectionId => "socket";

    public override string? UserIdentifier => null;

    public override ClaimsPrincipal? User => null;

    public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override CancellationToken ConnectionAborted => _aborted.Token;

    public override void Abort() => _aborted.Cancel();

    public void Dispose() => _aborted.Dispose();
}
