using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Client.Hubs;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Contract.Support;

/// <summary>The server of one test class, in real time, with its callers as they are on the wire.</summary>
public sealed class ContractServer : IAsyncLifetime
{
    private readonly DispatchHostOptions _options;
    private readonly List<RawHub> _hubs = [];
    private DispatchHost? _host;

    public ContractServer()
        : this(DispatchHostOptions.RealTime)
    {
    }

    private ContractServer(DispatchHostOptions options) => _options = options;

    public DispatchHost Host => _host!;

    public Rest Operator => new(Host.Http, Host.OperatorToken);

    public Rest Nobody => new(Host.Http, null);

    /// <summary>A server whose limits are small.</summary>
    /// <param name="limits">Of <c>Dispatch:Limits</c>, by name.</param>
    public static async Task<ContractServer> WithLimits(params (string Name, string Value)[] limits) => await Start(new DispatchHostOptions
    {
        Time = TimeProvider.System,
        Settings = limits.ToDictionary(l => "Dispatch:Limits:" + l.Name, l => l.Value),
    });

    public static async Task<ContractServer> Start(DispatchHostOptions options)
    {
        var server = new ContractServer(options);
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync() => _host = await DispatchHost.Start(_options);

    public async Task<TestClinic> AddClinic(int requestsPerSecond = 10_000, int openConsults = 10_000)
    {
        var created = (await Operator.Post("/v1/clinics", Bodies.Clinic(requestsPerSecond, openConsults))).Is(System.Net.HttpStatusCode.Created);
        var key = created.GetProperty("apiKey").GetString()!;
        return new TestClinic(created.GetProperty("id").GetString()!, key, Operator.As(key));
    }

    public Task<TestProvider> AddProvider(params string[] states) => AddProvider(Bodies.Provider(states));

    public async Task<TestProvider> AddProvider(JsonObject body)
    {
        var created = (await Operator.Post("/v1/providers", body)).Is(System.Net.HttpStatusCode.Created);
        return new TestProvider(created.GetProperty("id").GetString()!, created.GetProperty("accessToken").GetString()!);
    }

    public Task<RawHub> Connect(TestProvider provider, HubConnectionOptions? options = null) =>
        Connect("/hubs/provider", provider.AccessToken, options);

    public Task<RawHub> Connect(TestClinic clinic, HubConnectionOptions? options = null) =>
        Connect("/hubs/clinic", clinic.ApiKey, options);

    public async Task<RawHub> Connect(string path, string? token, HubConnectionOptions? options = null)
    {
        var hub = await RawHub.Connect(Host.Address, path, token, options);
        _hubs.Add(hub);
        return hub;
    }

    /// <summary>A provider of these states with a socket, on duty.</summary>
    public async Task<RawHub> ConnectOnDuty(params string[] states)
    {
        var hub = await Connect(await AddProvider(states));
        await hub.Must("GoOnDuty", new JsonObject());
        return hub;
    }

    /// <summary>A consult that this provider, alone in the state, was offered, took and began.</summary>
    public async Task<string> Begin(TestClinic clinic, RawHub provider, JsonObject consult)
    {
        var id = await Assign(clinic, provider, consult);
        await provider.Must("StartConsult", id);
        return id;
    }

    /// <summary>A consult that this provider, alone in the state, was offered and took.</summary>
    public async Task<string> Assign(TestClinic clinic, RawHub provider, JsonObject consult)
    {
        var id = await clinic.Request(consult);
        var offer = await provider.Next("Offer", o => o.GetProperty("consultId").GetString() == id);
        var answer = await provider.Must("AcceptOffer", offer.GetProperty("offerId").GetString());
        Assert.Equal("assigned", answer.GetProperty("result").GetString());
        return id;
    }

    /// <summary>All events of a consult, oldest first.</summary>
    public static async Task<JsonElement> TimelineOf(TestClinic clinic, string consult) =>
        (await clinic.Rest.Get($"/v1/consults/{consult}/timeline")).Is(System.Net.HttpStatusCode.OK);

    public async ValueTask DisposeAsync()
    {
        foreach (var hub in _hubs)
        {
            hub.Abort();
            await hub.DisposeAsync();
        }

        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
