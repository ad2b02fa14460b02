using Dispatch.Hosting.Metrics;
using Dispatch.Journal;

namespace Dispatch.Silo;

/// <summary>For whoever watches the process. Nothing of people.</summary>
public static class SiloEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", IsReady);
        app.MapGet("/metrics", GetMetrics);
    }

    private static IResult IsReady(IStoreHealth store, ISiloStatusOracle silo) =>
        store.Read().IsAvailable && silo.CurrentStatus == SiloStatus.Active
            ? Results.Text("ready")
            : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);

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
