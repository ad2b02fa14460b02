using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dispatch.Client.Contract;

namespace Dispatch.Client.Hubs;

/// <summary>A provider's connection to <c>/hubs/provider</c>. Calls fail as those of <see cref="HubConnection"/> do.</summary>
public sealed class ProviderConnection : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly SeenSeq _seen;

    private ProviderConnection(HubConnection hub, SeenSeq seen)
    {
        _hub = hub;
        _seen = seen;
    }

    /// <summary>Completes when the connection is over. Never faults.</summary>
    public Task<HubClosed> Closed => _hub.Closed;

    /// <summary>The highest number seen in the provider's stream: what the next connection resumes after.</summary>
    public long LastSeq => _seen.Last;

    /// <param name="baseAddress">The server's address; the hub's path is added.</param>
    /// <param name="accessToken">The provider's.</param>
    /// <param name="events">Who takes offers and changes.</param>
    /// <param name="time">Drives pings.</param>
    /// <param name="lastSeq">Seen on an earlier connection; 0 for none. Call <see cref="Resume"/> to get what was missed.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancel">Ends the connecting only.</param>
    /// <exception cref="HubConnectionException">The server cannot be reached or refuses the token.</exception>
    public static async Task<ProviderConnection> Connect(
        Uri baseAddress,
        string accessToken,
        ProviderEvents events,
        TimeProvider time,
        long lastSeq = 0,
        HubConnectionOptions? options = null,
        CancellationToken cancel = default)
    {
        var seen = new SeenSeq(lastSeq);
        var hub = await HubConnection.Connect(
            new Uri(baseAddress, "/hubs/provider"), accessToken, Handlers(events, seen), options, time, cancel);
        return new ProviderConnection(hub, seen);
    }

    /// <param name="modalities">Null for all that the provider serves.</param>
    /// <param name="cancel">Ends the waiting only, here and below.</param>
    public Task<HubReply<JsonElement>> GoOnDuty(
        IReadOnlyList<string>? modalities = null, CancellationToken cancel = default) =>
        _hub.Call(
            "GoOnDuty",
            new DutyRequest(modalities),
            static (json, duty) => JsonSerializer.Serialize(json, duty, Json.DutyRequest),
            Json.JsonElement,
            cancel);

    public Task<HubReply<JsonElement>> GoOffDuty(CancellationToken cancel = default) => Call("GoOffDuty", cancel);

    public Task<HubReply<JsonElement>> TakeBreak(CancellationToken cancel = default) => Call("TakeBreak", cancel);

    public Task<HubReply<AcceptAnswer>> AcceptOffer(string offerId, CancellationToken cancel = default) =>
        Call("AcceptOffer", offerId, Json.AcceptAnswer, cancel);

    public Task<HubReply<JsonElement>> DeclineOffer(
        string offerId, string reason, CancellationToken cancel = default) =>
        Call("DeclineOffer", offerId, reason, cancel);

    public Task<HubReply<JsonElement>> StartConsult(string consultId, CancellationToken cancel = default) =>
        Call("StartConsult", consultId, Json.JsonElement, cancel);

    public Task<HubReply<CompleteAnswer>> CompleteConsult(
        string consultId, Completion completion, CancellationToken cancel = default) =>
        _hub.Call(
            "CompleteConsult",
            (consultId, completion),
            static (json, arguments) =>
            {
                json.WriteStringValue(arguments.consultId);
                JsonSerializer.Serialize(json, arguments.completion, Json.Completion);
            },
            Json.CompleteAnswer,
            cancel);

    /// <summary>The same with a conclusion that is JSON already: written once, sent often.</summary>
    public Task<HubReply<CompleteAnswer>> CompleteConsult(
        string consultId, ReadOnlyMemory<byte> completionJson, CancellationToken cancel = default) =>
        _hub.Call(
            "CompleteConsult",
            (consultId, completionJson),
            static (json, arguments) =>
            {
                json.WriteStringValue(arguments.consultId);
                json.WriteRawValue(arguments.completionJson.Span, skipInputValidation: true);
            },
            Json.CompleteAnswer,
            cancel);

    public Task<HubReply<JsonElement>> ReleaseConsult(
        string consultId, string reason, CancellationToken cancel = default) =>
        Call("ReleaseConsult", consultId, reason, cancel);

    /// <summary>Asks for what came after <paramref name="lastSeq"/>: the events in order, or a snapshot.</summary>
    public Task<HubReply<JsonElement>> Resume(long lastSeq, CancellationToken cancel = default) =>
        _hub.Call("Resume", lastSeq, static (json, seq) => json.WriteNumberValue(seq), Json.JsonElement, cancel);

    /// <summary>Cuts the connection without a word, as a lost network does.</summary>
    public void Abort() => _hub.Abort();

    public Task Close(CancellationToken cancel = default) => _hub.Close(cancel);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private static ContractJson Json => ContractJson.Default;

    private static HubEvent[] Handlers(ProviderEvents events, SeenSeq seen) =>
    [
        On("Offer", Json.OfferMade, static offer => offer.Seq, seen, events.Offer),
        On("OfferRescinded", Json.OfferRescinded, static offer => offer.Seq, seen, events.OfferRescinded),
        On("ConsultChanged", Json.ConsultChanged, static change => change.Seq, seen, events.ConsultChanged),
        On("LicenseExpiring", Json.LicenseExpiring, static warning => warning.Seq, seen, events.LicenseExpiring),
        On("ShiftStarting", Json.ShiftStarting, static shift => shift.Seq, seen, events.ShiftStarting),
        On("DutyChanged", Json.DutyChanged, static change => change.Seq, seen, events.DutyChanged),
        On("ProfileChanged", Json.ProfileChanged, static change => change.Seq, seen, events.ProfileChanged),
        On("Reminder", Json.Reminder, static reminder => reminder.Seq, seen, events.Reminder),
        On("Snapshot", Json.ProviderSnapshot, static snapshot => snapshot.Seq, seen, events.Snapshot),
    ];

    private static HubEvent On<T>(
        string name, JsonTypeInfo<T> type, Func<T, long> seq, SeenSeq seen, Action<T>? handler)
        where T : class =>
        new(name, arguments =>
        {
            if (HubArguments.First(arguments, type) is not { } value)
                return;
            seen.Note(seq(value));
            handler?.Invoke(value);
        });

    private Task<HubReply<JsonElement>> Call(string target, CancellationToken cancel) =>
        _hub.Call(target, 0, static (_, _) => { }, Json.JsonElement, cancel);

    private Task<HubReply<T>> Call<T>(string target, string argument, JsonTypeInfo<T> type, CancellationToken cancel) =>
        _hub.Call(target, argument, static (json, text) => json.WriteStringValue(text), type, cancel);

    private Task<HubReply<JsonElement>> Call(string target, string first, string second, CancellationToken cancel) =>
        _hub.Call(
            target,
            (first, second),
            static (json, arguments) =>
            {
                json.WriteStringValue(arguments.first);
                json.WriteStringValue(arguments.second);
            },
            Json.JsonElement,
            cancel);

    private sealed class SeenSeq(long last)
    {
        public long Last { get; private set; } = last;

        public void Note(long seq) => Last = Math.Max(Last, seq);
    }
}
