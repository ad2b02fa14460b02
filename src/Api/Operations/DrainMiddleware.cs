using Dispatch.Api.Problems;

namespace Dispatch.Api.Operations;

/// <summary>While the process drains, who wants a hub connection is sent elsewhere before there is one.</summary>
public sealed class DrainMiddleware(RequestDelegate next, Drain drain, ApiLimits limits)
{
    private const string Hubs = "/hubs";

    public Task InvokeAsync(HttpContext context) =>
        drain.IsWanted && context.Request.Path.StartsWithSegments(Hubs, StringComparison.Ordinal)
            ? new Problem(ProblemTypes.Draining, RetryAfter: limits.RetryAfter).ExecuteAsync(context)
            : next(context);
}
