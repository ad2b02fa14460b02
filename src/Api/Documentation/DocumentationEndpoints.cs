using Swashbuckle.AspNetCore.SwaggerUI;

namespace Dispatch.Api.Documentation;

/// <summary>The start page, the OpenAPI document, and the reference that shows it at <c>/docs</c>.</summary>
public static class DocumentationEndpoints
{
    public const string DocumentName = "v1";

    private const string ReferencePath = "docs";

    private static readonly byte[] Page = Resource("index.html");
    private static readonly byte[] Style = Resource("page.css");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Results.Bytes(Page, "text/html; charset=utf-8")).ExcludeFromDescription();
        routes.MapGet("/page.css", () => Results.Bytes(Style, "text/css; charset=utf-8")).ExcludeFromDescription();
        routes.MapOpenApi($"/openapi/{DocumentName}.json");
    }

    public static void UseReference(IApplicationBuilder app) => app.UseWhen(
        static context => context.Request.Path.StartsWithSegments($"/{ReferencePath}"),
        static reference => reference.UseSwaggerUI(Reference));

    private static void Reference(SwaggerUIOptions reference)
    {
        reference.RoutePrefix = ReferencePath;
        reference.DocumentTitle = "Dispatch API";
        reference.SwaggerEndpoint($"/openapi/{DocumentName}.json", "Dispatch, version 1");
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(DocumentationEndpoints).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
