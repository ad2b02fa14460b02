using System.Text.Json;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Hubs;

/// <summary><c>/hubs/provider</c>: a provider's connection.</summary>
public sealed partial class ProviderHub(
    ProviderCalls calls,
    ConnectionRegistry connections,
    OpenSockets openSockets,
    IHubContext<ProviderHub> hub,
    ApiLimits limits,
    TimeProvider time,
    ILogger<ProviderHub> log) : Hub
{
    private ProviderSocket Socket => (ProviderSocket)HubFaults.SocketOf(Context)!;

    public override async Task OnConnectedAsync()
    {
        if (Context.GetHttpContext()?.Features.Get<Caller>() is not Caller.OfProvider { Provider: var provider })
        {
            throw new Problem(ProblemTypes.Unauthenticated).ToHubException();
        }

        if (!openSockets.TryOpen())
        {
            throw new Problem(ProblemTypes.TooManyConnections).ToHubException();
        }

        // Listed before the grain knows it: the grain may push at once.
        var socket = new ProviderSocket(provider, Context, hub.Clients.Client(Context.ConnectionId), limits, time);
        socket.AwaitFirstCall();
        HubFaults.Attach(Context, socket);
        connections.Add(socket);
        try
        {
            await calls.Connect(socket);
        }
        catch
        {
            // A connection that fails to open is not told that it closes.
            connections.Remove(socket);
            openSockets.Close();
            throw;
        }
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (HubFaults.SocketOf(Context) is not ProviderSocket socket)
        {
            return;
        }

        openSockets.Close();
        connections.Remove(socket);
        try
        {
            await calls.Disconnect(socket);
        }
        catch (Exception fault)
        {
            // The grain notices by itself: its next push finds no socket.
            LogDisconnectFailed(socket.Provider, fault);
        }
    }

    public Task<DutyAnswer> GoOnDuty(DutyBody? duty) => calls.GoOnDuty(Called(), duty);

    public Task<DutyAnswer> GoOffDuty() => calls.GoOffDuty(Called());

    public Task<DutyAnswer> TakeBreak() => calls.TakeBreak(Called());

    public Task<AcceptAnswer> AcceptOffer(string? offerId) => calls.Accept(Called(), offerId);

    public Task<DeclineAnswer> DeclineOffer(string? offerId, string? reason) => calls.Decline(Called(), offerId, reason);

    public Task<StatusAnswer> StartConsult(string? consultId) => calls.Start(Called(), consultId);

    public Task<CompleteAnswer> CompleteConsult(string? consultId, JsonElement completion) =>
        calls.Complete(Called(), consultId, completion);

    public Task<StatusAnswer> ReleaseConsult(string? consultId, string? reason) => calls.Release(Called(), consultId, reason);

    public Task<ResumeAnswer> Resume(long lastSeq) => calls.Resume(Socket, lastSeq);

    private ProviderSocket Called()
    {
        var socket = Socket;
        socket.Called();
        return socket;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The grain of {Provider} did not hear of a closed socket")]
    private partial void LogDisconnectFailed(Domain.Ids.ProviderId provider, Exception fault);
}
