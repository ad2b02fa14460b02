using System.Text.Json;
using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;
using Dispatch.Client.Traffic;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>A provider with at most one WebSocket; what it is sent is recorded across connections.</summary>
/// <param name="address">Where the server is now.</param>
/// <param name="created">The provider, with its token.</param>
/// <param name="server">Of a server in this process: connecting and losing the socket then last until the server knows.</param>
public sealed class ProviderClient(Func<Uri> address, ProviderCreated created, HubConnections? server = null) : IAsyncDisposable
{
    private ProviderConnection? _connection;

    public string Id => created.Id;

    public string AccessToken => created.AccessToken;

    /// <summary><see cref="OfferMade"/>, <see cref="OfferRescinded"/>, <see cref="ConsultChanged"/>, <see cref="ProviderSnapshot"/>.</summary>
    public EventLog<object> Events { get; } = new(created.Id);

    /// <summary>The highest number seen on any connection.</summary>
    public long LastSeq { get; private set; }

    public ProviderConnection Connection =>
        _connection ?? throw new InvalidOperationException($"{Id} is not connected.");

    /// <summary>Opens the WebSocket; neither goes on duty nor resumes.</summary>
    public async Task Connect()
    {
        var events = new ProviderEvents
        {
            Offer = Events.Add,
            OfferRescinded = Events.Add,
            ConsultChanged = Events.Add,
            LicenseExpiring = Events.Add,
            ShiftStarting = Events.Add,
            DutyChanged = Events.Add,
            ProfileChanged = Events.Add,
            Snapshot = Events.Add,
            Reminder = Events.Add,
        };
        var taken = server?.Opened(Id) ?? Task.CompletedTask;
        _connection = await ProviderConnection.Connect(address(), AccessToken, events, TimeProvider.System, LastSeq);
        await Safety.Within(taken, () => $"The server did not take the connection of {Id}.");
    }

    public async Task ConnectOnDuty(params string[] modalities)
    {
        await Connect();
        await GoOnDuty(modalities);
    }

    public async Task GoOnDuty(params string[] modalities) =>
        Served(await Connection.GoOnDuty(modalities.Length == 0 ? null : modalities));

    public async Task GoOffDuty() => Served(await Connection.GoOffDuty());

    public async Task TakeBreak() => Served(await Connection.TakeBreak());

    public Task<OfferMade> NextOffer(string? consultId = null) =>
        Events.Next<OfferMade>(o => consultId is null || o.ConsultId == consultId);

    /// <summary>The same without a limit in real time: for a wait while the clock is moved.</summary>
    public Task<OfferMade> TakeOffer(string? consultId = null) =>
        Events.Take<OfferMade>(o => consultId is null || o.ConsultId == consultId);

    public Task<OfferRescinded> NextRescinded(string? offerId = null) =>
        Events.Next<OfferRescinded>(o => offerId is null || o.OfferId == offerId);

    public Task<OfferRescinded> TakeRescinded(string? offerId = null) =>
        Events.Take<OfferRescinded>(o => offerId is null || o.OfferId == offerId);

    public Task<ConsultChanged> NextConsultChanged(string? consultId = null, string? status = null) =>
        Events.Next<ConsultChanged>(c =>
            (consultId is null || c.ConsultId == consultId) && (status is null || c.Status == status));

    /// <summary>Fails unless the accept is answered <c>assigned</c>.</summary>
    public async Task Accept(OfferMade offer)
    {
        var answer = await TryAccept(offer.OfferId);
        Assert.True(answer.IsAssigned, $"{Id} expected to be assigned {offer.ConsultId}, found gone: {answer.Reason}.");
    }

    /// <summary>The answer, assigned or gone.</summary>
    public async Task<AcceptAnswer> TryAccept(string offerId) => Served(await Connection.AcceptOffer(offerId));

    public async Task Decline(OfferMade offer) => Served(await Connection.DeclineOffer(offer.OfferId, "not now"));

    public async Task Start(string consultId) => Served(await Connection.StartConsult(consultId));

    /// <summary>Approves with one complete order per service.</summary>
    public async Task<CompleteAnswer> Complete(OfferMade offer) => Served(await TryComplete(offer));

    public Task<HubReply<CompleteAnswer>> TryComplete(OfferMade offer) =>
        Connection.CompleteConsult(offer.ConsultId, OrderBuilder.Approve(offer.Services, new DateOnly(2026, 1, 2)));

    public async Task Release(string consultId) => Served(await Connection.ReleaseConsult(consultId, "called away"));

    public async Task<JsonElement> Resume(long? lastSeq = null) =>
        Served(await Connection.Resume(lastSeq ?? LastSeq));

    /// <summary>Cuts the socket without a word.</summary>
    public async Task LoseSocket()
    {
        NoteSeq();
        var noticed = server?.Closed(Id) ?? Task.CompletedTask;
        Connection.Abort();
        await Connection.Closed;
        await Connection.DisposeAsync();
        _connection = null;
        await Safety.Within(noticed, () => $"The server did not notice that {Id} lost its socket.");
    }

    /// <summary>Waits until the server has ended the connection.</summary>
    public async Task<HubClosed> SocketEnded()
    {
        var closed = await Safety.Within(Connection.Closed, () => $"{Id} kept its socket.");
        NoteSeq();
        await Connection.DisposeAsync();
        _connection = null;
        return closed;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } open)
        {
            open.Abort();
            await open.DisposeAsync();
        }
    }

    private void NoteSeq() => LastSeq = Math.Max(LastSeq, Connection.LastSeq);

    private T Served<T>(HubReply<T> reply)
    {
        Assert.False(reply.IsRefused, $"{Id} was refused: {reply.Refusal}");
        return reply.Value!;
    }
}
