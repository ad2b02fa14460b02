namespace Dispatch.Api.Health;

/// <summary>A request's route as metrics and logs name it: never its path or query, which may hold tokens and names.</summary>
public static class RoutePattern
{
    public static string Of(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unmatched";
}
