namespace Dispatch.Api.Pages;

/// <summary>The pages that people use. What is below a page's own path is the page's to show.</summary>
public static class PageEndpoints
{
    private const string Index = "index.html";
    private const string Assets = "assets/";

    private static readonly byte[] NotBuilt = Resource("pages-not-built.html");

    /// <summary>The pages' paths, each a folder of the build.</summary>
    public static IReadOnlyList<string> Names { get; } = ["provider", "clinic", "ops", "wall", "design", "sign-in"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var files = routes.ServiceProvider.GetRequiredService<PageFiles>();
        foreach (var name in Names)
        {
            var page = files.Find($"{name}/{Index}");
            MapFile(routes, $"/{name}", page);
            if (name != "sign-in")
            {
                MapFile(routes, $"/{name}/{{**place}}", page);
            }
        }

        routes.MapMethods("/assets/{**name}", Methods, (string name) => files.Find(Assets + name) is { } file
                ? (IResult)new PageAnswer(file)
                : new Problems.Problem(Problems.ProblemTypes.NotFound))
            .ExcludeFromDescription();

        // An icon, a manifest, a worker: what a browser expects at the root.
        foreach (var path in files.Paths.Where(p => !p.Contains('/', StringComparison.Ordinal)))
        {
            MapFile(routes, "/" + path, files.Find(path));
        }
    }

    private static string[] Methods => [HttpMethods.Get, HttpMethods.Head];

    private static void MapFile(IEndpointRouteBuilder routes, string path, PageFile? file) => routes
        .MapMethods(path, Methods, () => file is null
            ? Results.Text(NotBuilt, "text/html; charset=utf-8", StatusCodes.Status503ServiceUnavailable)
            : (IResult)new PageAnswer(file))
        .ExcludeFromDescription();

    private static byte[] Resource(string name)
    {
        using var stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
