using Dispatch.Api.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dispatch.Api.Documentation;

/// <summary>What the OpenAPI document says beyond the endpoints: title, and who presents which token.</summary>
public static class ContractDocument
{
    private const string Scheme = "bearer";

    public static void Configure(OpenApiOptions options)
    {
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
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredCaller>().Any())
            {
                operation.Security ??= [];
                operation.Security.Add(new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [],
                });
            }

            return Task.CompletedTask;
        });
    }
}
