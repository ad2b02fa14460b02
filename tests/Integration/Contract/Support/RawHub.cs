using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;

namespace Dispatch.Tests.Integration.Contract.Support;

/// <summary>A hub connection that keeps what the server says, as JSON, by event.</summary>
public sealed class RawHub : IAsyncDisposable
{
    private static readonly string[] Targets =
        ["Offer", "OfferRescinded", "ConsultChanged", "Snapshot", "WaitTimes", "ConsultEscalated", "Overview", "Events"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, Channel<JsonElement>> _events;
    private readonly HubConnection _connection;

    private RawHub(HubConnection connection, ConcurrentDictionary<string, Channel<JsonElement>> events)
    {
        _connection = connection;
        _events = events;
    }

    public Task<HubClosed> Closed => _connection.Closed.WaitAsync(Patience);

    public static async Task<RawHub> Connect(Uri server, string path, string? token, HubConnectionOptions? options = null)
    {
        var events = new ConcurrentDictionary<string, Channel<JsonElement>>(
            Targets.Select(t => KeyValuePair.Create(t, Channel.CreateUnbounded<JsonElement>())));
        var handlers = Targets.Select(target => new HubEvent(target, arguments =>
        {
            var reader = new Utf8JsonReader(arguments);
            events[target].Writer.TryWrite(JsonElement.ParseValue(ref reader)[0]);
        }));
        var connection = await HubConnection.Connect(
            new Uri(server, path), token, [.. handlers], options, TimeProvider.System);
        return new RawHub(connection, events);
    }

    public Task<HubReply<JsonElement>> Call(string method, params JsonNode?[] arguments) =>
        CallRaw(method, [.. arguments.Select(a => a?.ToJsonString() ?? "null")]);

    /// <summary>The same with arguments that no writer of JSON would write.</summary>
    public Task<HubReply<JsonElement>> CallRaw(string method, params string[] arguments) => _connection.Call(
        method,
        arguments,
        static (json, texts) =>
        {
            foreach (var text in texts)
            {
                json.WriteRawValue(text, skipInputValidation: true);
            }
        },
        ContractJson.Default.JsonElement).WaitAsync(Patience);

    /// <summary>The answer of a call that has to be served.</summary>
    public async Task<JsonElement> Must(string method, params JsonNode?[] arguments)
    {
        var reply = await Call(method, arguments);
        Assert.True(!reply.IsRefused, $"{method} was refused: {reply.Refusal}");
        return reply.Value;
    }

    /// <summary>A call that has to be refused with this type.</summary>
    public async Task<HubRefusal> MustBeRefused(string type, string method, params JsonNode?[] arguments)
    {
        var reply = await Call(method, arguments);
        IsRefusal(type, reply);
        return reply.Refusal!;
    }

    public static void IsRefusal(string type, HubReply<JsonElement> reply)
    {
        Assert.True(reply.IsRefused, $"The call was served: {reply.Value}");
        Assert.Equal("urn:dispatch:problem:" + type, reply.Refusal!.Type);
    }

    /// <summary>The next event of this name that is like this; earlier ones of the name are dropped.</summary>
    public async Task<JsonElement> Next(string target, Func<JsonElement, bool>? like = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var next = await _events[target].Reader.ReadAsync(limit.Token);
            if (like is null || like(next))
            {
                return next;
            }
        }
    }

    /// <summary>What came of this event so far and was not taken.</summary>
    public IReadOnlyList<JsonElement> Untaken(string target)
    {
        var rest = new List<JsonElement>();
        while (_events[target].Reader.TryRead(out var next))
        {
            rest.Add(next);
        }

        return rest;
    }

    public void Abort() => _connection.Abort();

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
