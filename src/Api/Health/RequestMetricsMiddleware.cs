namespace Dispatch.Api.Health;

/// <summary>Counts every request and, at level debug, logs its route and status: never path, query, headers or body.</summary>
public sealed partial class RequestMetricsMiddleware(
    RequestDelegate next, ApiMetrics metrics, TimeProvider time, ILogger<RequestMetricsMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var startedAt = time.GetTimestamp();
        await next(context);

        // A hub's request lasts as long as its socket: its duration says nothing.
        if (context.WebSockets.IsWebSocketRequest)
        {
            return;
        }

        var took = time.GetElapsedTime(startedAt);
        var method = KnownMethod(context.Request.Method);
        var route = RoutePattern.Of(context);
        metrics.Requested(route, method, context.Response.StatusCode, took);
        LogRequest(method, route, context.Response.StatusCode, took.TotalMilliseconds);
    }

    // Anybody can invent methods; labels must stay few.
    private static string KnownMethod(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method)
        || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsPatch(method)
            ? method
            : "other";

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Route} {Status} in {Milliseconds:F1} ms")]
    private partial void LogRequest(string method, string route, int status, double milliseconds);
}
