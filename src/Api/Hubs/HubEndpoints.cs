using Dispatch.Api.Security;
using Microsoft.AspNetCore.Http.Connections;

namespace Dispatch.Api.Hubs;

/// <summary>The hubs: JSON over WebSockets.</summary>
public static class HubEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, ApiLimits limits)
    {
        routes.MapHub<ProviderHub>("/hubs/provider", Configure)
            .RequireCaller(CallerKind.Provider, tokenInQuery: true);
        routes.MapHub<ClinicHub>("/hubs/clinic", Configure)
            .RequireCaller(CallerKind.Clinic, tokenInQuery: true);
        routes.MapHub<WallHub>("/hubs/wall", Configure)
            .RequireCaller(CallerKind.Wall);
        routes.MapHub<OpsHub>("/hubs/ops", Configure)
            .RequireCaller(CallerKind.Operator, tokenInQuery: true);

        void Configure(HttpConnectionDispatcherOptions options)
        {
            options.Transports = HttpTransportType.WebSockets;
            options.ApplicationMaxBufferSize = limits.HubMessageBytes;
            options.TransportMaxBufferSize = limits.SocketBufferBytes;
        }
    }
}
