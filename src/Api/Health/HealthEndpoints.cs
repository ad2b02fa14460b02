using Dispatch.Api.Bodies;
using Dispatch.Api.Operations;
using Dispatch.Api.Problems;
using Dispatch.Journal;

namespace Dispatch.Api.Health;

/// <summary>For whoever watches the process. Open to everybody who can reach it; says nothing of people.</summary>
public static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", IsLive)
            .WithTags("Health").WithName("isLive").WithSummary("Whether the process answers").Produces<HealthBody>();
        routes.MapGet("/health/ready", IsReady)
            .WithTags("Health").WithName("isReady").WithSummary("Whether the store takes writes and the process is in service").Produces<HealthBody>()
            .Produces<ProblemBody>(StatusCodes.Status503ServiceUnavailable, Problem.ContentType);
        routes.MapGet("/metrics", GetMetrics)
            .WithTags("Health").WithName("getMetrics").WithSummary("Metrics in Prometheus' text format")
            .Produces<string>(contentType: "text/plain");
    }

    private static JsonAnswer<HealthBody> IsLive() => new JsonAnswer<HealthBody>(new HealthBody("live"), ApiJson.Default.HealthBody);

    private static IResult IsReady(IStoreHealth store, Drain drain, ApiLimits limits) =>
        drain.IsWanted ? new Problem(ProblemTypes.Draining, RetryAfter: limits.RetryAfter)
        : store.Read().IsAvailable ? new JsonAnswer<HealthBody>(new HealthBody("ready"), ApiJson.Default.HealthBody)
        : new Problem(ProblemTypes.StoreUnavailable, RetryAfter: limits.RetryAfter);

    private static IResult GetMetrics(IEnumerable<IMetricSource> sources)
    {
        var writer = new PrometheusWriter();
        foreach (var source in sources)
        {
            source.Write(writer);
        }

        return Results.Text(writer.ToString(), PrometheusWriter.ContentType);
    }
}
