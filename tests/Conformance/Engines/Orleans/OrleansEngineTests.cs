using Dispatch.Tests.Conformance.Engine;
using Dispatch.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Dispatch.Tests.Conformance.Engines.Orleans;

/// <summary>
/// The contract on Orleans: a silo in a host of its own, and a client in another that reaches it over TCP, so that
/// whatever lacks a codec shows. Grain state is in PostgreSQL, as in production.
/// </summary>
public sealed class OrleansEngineTests(OrleansEngineTests.Fixture engine)
    : EngineContract(engine), IClassFixture<OrleansEngineTests.Fixture>
{
    public sealed class Fixture : EngineFixture
    {
        private const string Invariant = "Npgsql";
        private const string Service = "conformance";

        private readonly string _database = SharedPostgres.NewDatabase();
        private IHost? _silo;
        private IHost? _client;

        public override IGrainFactory Grains => _client!.Services.GetRequiredService<IGrainFactory>();

        public override async ValueTask InitializeAsync()
        {
            Schema.Apply(_database);
            using var ports = new TestClusterPortAllocator();
            var (siloPort, gatewayPort) = ports.AllocateConsecutivePortPairs(1);
            _silo = await Start(builder => builder.UseOrleans(silo =>
            {
                silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: Service);
                silo.AddAdoNetGrainStorageAsDefault(storage => (storage.Invariant, storage.ConnectionString) = (Invariant, _database));
                silo.Configure<SiloMessagingOptions>(messages => messages.MaxEnqueuedRequestsHardLimit = MailboxLength);
                silo.Services.AddSingleton(Journal);
            }));
            _client = await Start(builder => builder.UseOrleansClient(client =>
                client.UseLocalhostClustering(gatewayPort, serviceId: Service)));
        }

        public override async ValueTask DisposeAsync()
        {
            // Tests leave calls behind that never end; a drain would wait for them.
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            foreach (var host in (IHost?[])[_client, _silo])
            {
                if (host is not null)
                {
                    await host.StopAsync(now.Token);
                    host.Dispose();
                }
            }

            SharedPostgres.Release(_database);
        }

        private static async Task<IHost> Start(Action<IHostApplicationBuilder> configure)
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            configure(builder);
            var host = builder.Build();
            await host.StartAsync();
            return host;
        }
    }
}
