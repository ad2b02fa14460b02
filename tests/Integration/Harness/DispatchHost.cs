using System.Security.Cryptography;
using Dispatch.Api;
using Dispatch.Api.Starting;
using Dispatch.Client;
using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>
/// The real server in this process, over real HTTP and WebSockets, on a store of its own in a temporary folder that
/// outlives restarts and goes with the host.
/// </summary>
public sealed partial class DispatchHost : IAsyncDisposable
{
    private readonly DispatchHostOptions _options;
    private readonly List<IAsyncDisposable> _clients = [];
    private readonly HubConnections _connections = new();
    private WebApplication? _app;
    private HttpClient? _http;

    private DispatchHost(DispatchHostOptions options, string? masterKey, bool emptyStore)
    {
        _options = options;
        MasterKey = masterKey ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        Store = TestStore.New(DataFolder, emptyStore);
    }

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("dispatch-test-").FullName;

    public TestStore Store { get; }

    public string OperatorToken { get; } = "ot_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public string MasterKey { get; }

    public LogBuffer Log { get; } = new();

    public TimeProvider Time => _options.Time;

    public Uri Address => StartUp.AddressOf(Running);

    /// <summary>Where the server is now, as <see cref="DispatchProcess.Up"/> says it.</summary>
    public Task<ServerAddress> Up => Task.FromResult(new ServerAddress(Address, Operator));

    public IServiceProvider Services => Running.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>A client without a token; base address is the server's.</summary>
    public HttpClient Http => _http ?? throw new InvalidOperationException("The server is stopped.");

    public DispatchApi Operator => new(Http, OperatorToken);

    private WebApplication Running => _app ?? throw new InvalidOperationException("The server is stopped.");

    /// <param name="options">How it is set up.</param>
    /// <param name="masterKey">Of a store that another host wrote; null for a new one.</param>
    /// <param name="prepare">Given the empty store before the server starts on it.</param>
    public static async Task<DispatchHost> Start(
        DispatchHostOptions? options = null, string? masterKey = null, Func<TestStore, Task>? prepare = null)
    {
        var host = new DispatchHost(options ?? new DispatchHostOptions(), masterKey, prepare is not null);
        await (prepare?.Invoke(host.Store) ?? Task.CompletedTask);
        await host.Boot();
        return host;
    }

    /// <summary>Drains and stops, as SIGTERM does.</summary>
    public async Task Stop()
    {
        if (_app is not { } app)
        {
            return;
        }

        _app = null;
        var stopping = app.StopAsync(CancellationToken.None);
        await WaitForStop(stopping);
        await app.DisposeAsync();
        await StopEngine();
        _http?.Dispose();
        _http = null;
    }

    /// <summary>A new server on the same store, on another port. Clients connect anew.</summary>
    public async Task Restart()
    {
        await Stop();
        await Boot();
    }

    public async Task<ClinicClient> AddClinic(CreateClinic? clinic = null)
    {
        var created = (await Operator.CreateClinic(clinic ?? Samples.Clinic())).Required();
        return Track(new ClinicClient(() => Address, () => Operator, created));
    }

    public Task<ProviderClient> AddProvider(params string[] states) => AddProvider(Samples.Provider(states));

    public async Task<ProviderClient> AddProvider(CreateProvider provider) =>
        Track(new ProviderClient(() => Address, (await Operator.CreateProvider(provider)).Required(), _connections));

    /// <summary>A provider with a socket, on duty.</summary>
    public async Task<ProviderClient> AddProviderOnDuty(params string[] states) =>
        await AddProviderOnDuty(Samples.Provider(states));

    public async Task<ProviderClient> AddProviderOnDuty(CreateProvider provider)
    {
        var client = await AddProvider(provider);
        await client.ConnectOnDuty();
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await Stop();
        Store.Dispose();
        Directory.Delete(DataFolder, recursive: true);

        // Shown with tests that fail only.
        foreach (var line in Log.Lines)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }
    }

    private async Task Boot()
    {
        string[] settings =
        [
            "--port", "0",
            $"--Dispatch:Store={Store.Setting}",
            $"--Dispatch:OperatorToken={OperatorToken}",
            $"--Dispatch:MasterKey={MasterKey}",

            // A busy machine that runs tests is slow enough to be called overloaded. Those about overload switch it on.
            "--Dispatch:Admission:Enabled=false",
            .. _options.Settings.Select(s => $"--{s.Key}={s.Value}"),
        ];
        await StartEngine(settings);
        var app = DispatchServer.Create(settings, builder =>
        {
            builder.Logging.Silence();
            builder.Logging.AddProvider(Log);
            builder.Services.AddKeyedSingleton(ClockOptions.Wall, _options.Time);
            builder.Services.Configure<HubOptions>(hubs => hubs.AddFilter(_connections));
            ConfigureEngine(builder.Services);
            _options.Configure?.Invoke(builder);
        });
        await app.StartAsync();
        _app = app;
        _http = new HttpClient { BaseAddress = Address, Timeout = Safety.Limit };
    }

    /// <summary>What must run beside the server before it starts.</summary>
    private partial Task StartEngine(IReadOnlyList<string> settings);

    private partial void ConfigureEngine(IServiceCollection services);

    private partial Task WaitForStop(Task stopping);

    private partial Task StopEngine();

    private TClient Track<TClient>(TClient client)
        where TClient : IAsyncDisposable
    {
        _clients.Add(client);
        return client;
    }
}
