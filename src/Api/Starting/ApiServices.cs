using Dispatch.Api.Clinics;
using Dispatch.Api.Consults;
using Dispatch.Api.Demo;
using Dispatch.Api.Documentation;
using Dispatch.Api.Health;
using Dispatch.Api.Hours;
using Dispatch.Api.Hubs;
using Dispatch.Api.Locations;
using Dispatch.Api.Operations;
using Dispatch.Api.Problems;
using Dispatch.Api.Providers;
using Dispatch.Api.Security;
using Dispatch.Api.Settings;
using Dispatch.Api.WaitTimes;
using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Postgres;
using Dispatch.Journal.Sqlite;
using Dispatch.Journal.Vault;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Starting;

/// <summary>What the public surface is made of.</summary>
public static class ApiServices
{
    private const string MasterKeyFile = "master.key";

    /// <exception cref="FormatException">The store is not one that this build knows.</exception>
    public static IServiceCollection AddStore(this IServiceCollection services, DispatchOptions options)
    {
        var store = StoreSetting.Parse(options.Store);
        var journal = new JournalOptions();
        var vault = new VaultOptions
        {
            MasterKey = options.MasterKey,
            MasterKeyFile = Path.Combine(store.Folder, MasterKeyFile),
        };
        return store switch
        {
            StoreSetting.Sqlite(var file) => services.AddSqliteJournal(new SqliteStoreOptions { Path = file }, journal, vault),
            StoreSetting.Postgres(var address) => services.AddPostgresJournal(
                new PostgresStoreOptions { ConnectionString = address }, journal, vault),
            _ => throw new InvalidOperationException($"Expected a store, found {store}."),
        };
    }

    public static IServiceCollection AddApi(this IServiceCollection services, DispatchOptions options, ApiLimits limits)
    {
        services.AddSingleton(options);
        services.AddSingleton(limits);
        services.AddSingleton<IIdSource, TypeIdSource>();
        services.AddSingleton(provider => NodeName.OfThisProcess(provider.GetRequiredService<TimeProvider>()));
        services.AddSecurity(options);
        services.AddFeatures();
        services.AddHubs(limits);
        services.AddOpenApi(DocumentationEndpoints.DocumentName, ContractDocument.Configure);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        return services;
    }

    private static void AddSecurity(this IServiceCollection services, DispatchOptions options)
    {
        services.AddSingleton<FaultTable>();
        services.AddSingleton<AccessKeys>();
        services.AddSingleton<FailedAuthentications>();
        services.AddSingleton(provider => OperatorToken.Load(options, provider.GetRequiredService<IRandomSource>()));
    }

    private static void AddFeatures(this IServiceCollection services)
    {
        services.AddSingleton<ClinicRegistration>();
        services.AddSingleton<ClinicLocations>();
        services.AddSingleton<OpeningHours>();
        services.AddSingleton<ShiftRoster>();
        services.AddSingleton<ProviderRegistration>();
        services.AddSingleton<ProviderImport>();
        services.AddSingleton<LicenseImport>();
        services.AddSingleton<PatientRecords>();
        services.AddSingleton<OpenConsultCounter>();
        services.AddSingleton<RequestsInFlight>();
        services.AddSingleton<RecentKeys>();
        services.AddSingleton<Continuity>();
        services.AddSingleton<ConsultRequests>();
        services.AddSingleton<ConsultReading>();
        services.AddSingleton<Timeline>();
        services.AddSingleton<WaitTimeReader>();
        services.AddSingleton<Escalations>();
        services.AddSingleton<Overview>();
        services.AddSingleton<LicenseWarningReader>();
        services.AddSingleton<Explanation>();
        services.AddSingleton<Rates>();
        services.AddSingleton<ApiMetrics>();
        services.AddSingleton<IMetricSource, ProcessMetrics>();
        services.AddSingleton<IMetricSource, StoreMetrics>();
        services.AddSingleton<SettingEditing>();
        services.AddSingleton<DemoSeed>();
        services.AddHostedService<OpenConsultReader>();
        services.AddHostedService(provider => provider.GetRequiredService<ShiftRoster>());
        services.AddHostedService(provider => provider.GetRequiredService<Rates>());
    }

    private static void AddHubs(this IServiceCollection services, ApiLimits limits)
    {
        services.AddSingleton<ConnectionRegistry>();
        services.AddSingleton<ClinicWatchers>();
        services.AddSingleton<OpenSockets>();
        services.AddSingleton<ProviderStream>();
        services.AddSingleton<ProviderCalls>();
        services.AddSingleton<Node>();
        services.AddSingleton<HubFaults>();
        services.AddHostedService<WaitTimePush>();
        services.AddHostedService<ConnectionKeeper>();
        services.AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = limits.HubMessageBytes;
                hub.HandshakeTimeout = limits.HubHandshakeTime;
                hub.AddFilter<HubFaults>();
            })
            .AddJsonProtocol(json => json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
    }
}
