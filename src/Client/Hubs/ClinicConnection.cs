using System.Text.Json;
using Dispatch.Client.Contract;

namespace Dispatch.Client.Hubs;

/// <summary>A clinic's connection to <c>/hubs/clinic</c>. Calls fail as those of <see cref="HubConnection"/> do.</summary>
public sealed class ClinicConnection : IAsyncDisposable
{
    private readonly HubConnection _hub;

    private ClinicConnection(HubConnection hub) => _hub = hub;

    /// <summary>Completes when the connection is over. Never faults.</summary>
    public Task<HubClosed> Closed => _hub.Closed;

    /// <param name="baseAddress">The server's address; the hub's path is added.</param>
    /// <param name="apiKey">The clinic's.</param>
    /// <param name="consultChanged">Runs on the receive loop and must not block, as does <paramref name="waitTimes"/>.</param>
    /// <param name="waitTimes">One call per push; states that did not change are not in it.</param>
    /// <param name="time">Drives pings.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancel">Ends the connecting only.</param>
    /// <exception cref="HubConnectionException">The server cannot be reached or refuses the key.</exception>
    public static async Task<ClinicConnection> Connect(
        Uri baseAddress,
        string apiKey,
        Action<ConsultChanged>? consultChanged,
        Action<IReadOnlyList<WaitTime>>? waitTimes,
        TimeProvider time,
        HubConnectionOptions? options = null,
        CancellationToken cancel = default)
    {
        var events = new List<HubEvent>(2);
        if (consultChanged is not null)
        {
            events.Add(new("ConsultChanged", arguments =>
            {
                if (HubArguments.First(arguments, Json.ConsultChanged) is { } change)
                    consultChanged(change);
            }));
        }

        if (waitTimes is not null)
            events.Add(new("WaitTimes", arguments => waitTimes(ReadWaitTimes(arguments))));

        return new ClinicConnection(await HubConnection.Connect(
            new Uri(baseAddress, "/hubs/clinic"), apiKey, events, options, time, cancel));
    }

    public Task<HubReply<JsonElement>> WatchConsults(CancellationToken cancel = default) =>
        _hub.Call("WatchConsults", 0, static (_, _) => { }, Json.JsonElement, cancel);

    /// <param name="states">Two-letter codes; replaces what was watched before.</param>
    /// <param name="cancel">Ends the waiting only.</param>
    public Task<HubReply<JsonElement>> WatchWaitTimes(
        IReadOnlyList<string> states, CancellationToken cancel = default) =>
        _hub.Call(
            "WatchWaitTimes",
            states,
            static (json, codes) =>
            {
                json.WriteStartArray();
                foreach (var code in codes)
                    json.WriteStringValue(code);
                json.WriteEndArray();
            },
            Json.JsonElement,
            cancel);

    public void Abort() => _hub.Abort();

    public Task Close(CancellationToken cancel = default) => _hub.Close(cancel);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private static ContractJson Json => ContractJson.Default;

    // A push is one state or several: the contract leaves it to the server.
    private static IReadOnlyList<WaitTime> ReadWaitTimes(ReadOnlySpan<byte> arguments)
    {
        var reader = new Utf8JsonReader(arguments);
        reader.Read();
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
            return HubArguments.First(arguments, Json.IReadOnlyListWaitTime) ?? [];
        return HubArguments.First(arguments, Json.WaitTime) is { } one ? [one] : [];
    }
}
