using System.Text.Json;
using Dispatch.Api.Security;
using Dispatch.Api.Sessions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dispatch.Api.Documentation;

/// <summary>What the OpenAPI document says beyond the endpoints: title, and who presents which token.</summary>
public static class ContractDocument
{
    private const string Scheme = "bearer";

    public static void Configure(OpenApiOptions options)
    {
        ContractSchemas.Configure(options);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Dispatch",
                Version = "1",
                Description =
                    "On-demand telehealth consults. JSON is camelCase, times are RFC 3339 UTC, durations are seconds. "
                    + "Errors are problem details (RFC 9457); decide by their `type`.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Scheme,
                Description = "The operator's token, a clinic's key (dk_…) or a provider's token (pt_…).",
            };
            foreach (var kind in Enum.GetValues<CallerKind>())
            {
                document.Components.SecuritySchemes[SessionOf(kind)] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Cookie,
                    Name = SessionCookies.NameOf(kind),
                    Description = "The session of a browser; over TLS the name begins with __Host-.",
                };
            }

            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var required = context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredCaller>().FirstOrDefault();
            if (required is not null)
            {
                operation.Security ??= [];
                foreach (var scheme in SchemesOf(required.Kind))
                {
                    operation.Security.Add(new OpenApiSecurityRequirement
                    {
                        [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [],
                    });
                }
            }

            return Task.CompletedTask;
        });
    }

    // A wall board has no token.
    private static string[] SchemesOf(CallerKind kind) =>
        kind == CallerKind.Wall ? [SessionOf(kind)] : [Scheme, SessionOf(kind)];

    private static string SessionOf(CallerKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()) + "Session";
}
