using System.Text.Json.Serialization;
using Dispatch.Api.Clinics;
using Dispatch.Api.Consults;
using Dispatch.Api.Demo;
using Dispatch.Api.Documentation;
using Dispatch.Api.Health;
using Dispatch.Api.Hours;
using Dispatch.Api.Hubs;
using Dispatch.Api.Locations;
using Dispatch.Api.Notes;
using Dispatch.Api.Operations;
using Dispatch.Api.Pages;
using Dispatch.Api.Problems;
using Dispatch.Api.ProviderConsole;
using Dispatch.Api.Providers;
using Dispatch.Api.Security;
using Dispatch.Api.Sessions;
using Dispatch.Api.Settings;
using Dispatch.Api.WaitTimes;
using Dispatch.Domain.Ids;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dispatch.Api.Starting;

/// <summary>What the public surface is made of.</summary>
public static class ApiServices
{
    public static IServiceCollection AddApi(this IServiceCollection services, DispatchOptions options, ApiLimits limits)
    {
        services.AddSingleton(options);
        services.AddSingleton(limits);
        services.AddSingleton<IIdSource, TypeIdSource>();
        services.AddSingleton(provider => NodeName.OfThisProcess(provider.GetRequiredService<TimeProvider>()));
        services.AddSecurity(options);
        services.AddPages(options);
        services.AddFeatures();
        services.AddHubs(limits);
        services.AddOpenApi(DocumentationEndpoints.DocumentName, ContractDocument.Configure);
        services.ConfigureHttpJsonOptions(json =>
        {
            // As ApiJson has it: the OpenAPI document says what is taken, and a number in quotes is not.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        return services;
    }

    private static void AddSecurity(this IServiceCollection services, DispatchOptions options)
    {
        services.AddSingleton<FaultTable>();
        services.AddSingleton<AccessKeys>();
        services.AddSingleton<FailedAuthentications>();
        services.AddSingleton(provider => OperatorToken.Load(options, provider.GetRequiredService<IRandomSource>()));
    }

    private static void AddPages(this IServiceCollection services, DispatchOptions options)
    {
        services.AddSingleton(new PublicAddress(options.PublicAddress));
        services.AddSingleton(_ => PageFiles.Load(options.PagesFolder));
        services.AddOptions<BrowserSessionOptions>().BindConfiguration(BrowserSessionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<BrowserSessionOptions>>().Value);
        services.AddSingleton<BrowserSessions>();
        services.AddSingleton<SessionCookies>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<SigningIn>();
        services.AddSingleton<OwnConsults>();
        services.AddSingleton<ProviderDay>();
        services.AddSingleton<NoteKeeping>();
        services.AddSingleton<ConsultTable>();
        services.AddSingleton<WaitHistory>();
        services.AddSingleton<WaitHistoryKeeper>();
        services.AddSingleton<FigureKeeper>();
        services.AddSingleton<OperationEvents>();
        services.AddSingleton<OfferTally>();
        services.AddSingleton<Drain>();
        services.AddSingleton<ThisNode>();
        services.AddSingleton<Nodes>();
        services.AddSingleton<StateQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<WaitHistoryKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<FigureKeeper>());
        services.AddHostedService<DraftNotesSweep>();
        services.AddHostedService<NodeReporter>();
        services.AddHostedService<SessionWatch>();
    }

    private static void AddFeatures(this IServiceCollection services)
    {
        services.AddSingleton<ClinicRegistration>();
        services.AddSingleton<ClinicLocations>();
        services.AddSingleton<ClinicProviders>();
        services.AddSingleton<OpeningHours>();
        services.AddSingleton<ShiftRoster>();
        services.AddSingleton<ProviderRegistration>();
        services.AddSingleton<ProviderListing>();
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
        services.AddSingleton<IMetricSource>(provider => provider.GetRequiredService<ApiMetrics>());
        services.AddSingleton<IMetricSource, ProcessMetrics>();
        services.AddSingleton<IMetricSource, StoreMetrics>();
        services.AddSingleton<SettingEditing>();
        services.AddSingleton<DemoSeed>();
        services.AddSingleton<DemoLinks>();
        services.AddHostedService<OpenConsultReader>();
        services.AddHostedService(provider => provider.GetRequiredService<ShiftRoster>());
        services.AddHostedService(provider => provider.GetRequiredService<Rates>());
    }

    private static void AddHubs(this IServiceCollection services, ApiLimits limits)
    {
        services.AddSingleton<ConnectionRegistry>();
        services.AddSingleton<ClinicWatchers>();
        services.AddSingleton<LinePictures>();
        services.AddSingleton<OpenSockets>();
        services.AddSingleton<ProviderStream>();
        services.AddSingleton<ProviderCalls>();
        services.AddSingleton<Node>();
        services.AddSingleton<HubFaults>();
        services.AddSingleton<SessionHubFilter>();
        services.AddSingleton<OpsWatchers>();
        services.AddHostedService<OpsPush>();
        services.AddHostedService<WaitTimePush>();
        services.AddHostedService<ConnectionKeeper>();
        services.AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = limits.HubMessageBytes;
                hub.HandshakeTimeout = limits.HubHandshakeTime;
            })
            .AddJsonProtocol(json => json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        services.RemoveAll<IHubProtocol>();
        services.AddSingleton<IHubProtocol>(provider => new ProblemProtocol(
            new JsonHubProtocol(provider.GetRequiredService<IOptions<JsonHubProtocolOptions>>())));

        // Themselves and not their types: each of those would be asked for, and waited for, with every call.
        services.AddOptions<HubOptions>().Configure<HubFaults, SessionHubFilter>((hub, faults, sessions) =>
        {
            hub.AddFilter(faults);
            hub.AddFilter(sessions);
        });
    }
}
