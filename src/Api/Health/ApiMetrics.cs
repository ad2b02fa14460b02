using System.Collections.Concurrent;
using System.Globalization;
using Dispatch.Api.Operations;
using Dispatch.Domain.Consults;

namespace Dispatch.Api.Health;

/// <summary>What this process counts. Names routes and states of consults, never people.</summary>
public sealed class ApiMetrics(OfferTally tally) : IMetricSource
{
    private readonly ConcurrentDictionary<(string Route, string Method, int Status), StrongBox> _requests = new();
    private readonly long[] _consults = new long[(int)ConsultStatus.Expired + 1];
    private long _offersMade;
    private long _pushesFailed;

    public Histogram RequestSeconds { get; } = new(Histogram.Latencies);

    /// <summary>From request to the socket of whoever is offered the consult.</summary>
    public Histogram RequestToOfferSeconds { get; } = new(Histogram.Waits);

    public long OffersMade => Interlocked.Read(ref _offersMade);

    /// <summary>How many consults reached the status, as this process heard of it; a released one may count again.</summary>
    public long Reached(ConsultStatus status) => Interlocked.Read(ref _consults[(int)status]);

    public void Requested(string route, string method, int status, TimeSpan took)
    {
        Interlocked.Increment(ref _requests.GetOrAdd((route, method, status), static _ => new StrongBox()).Value);
        RequestSeconds.Observe(took.TotalSeconds);
    }

    public void ConsultReached(ConsultStatus status) => Interlocked.Increment(ref _consults[(int)status]);

    public void OfferMade(TimeSpan afterRequest)
    {
        Interlocked.Increment(ref _offersMade);
        RequestToOfferSeconds.Observe(Math.Max(0, afterRequest.TotalSeconds));
    }

    public void PushFailed() => Interlocked.Increment(ref _pushesFailed);

    public void Write(PrometheusWriter writer)
    {
        writer.Family("dispatch_http_requests_total", "counter", "Requests by route, method and status.");
        foreach (var ((route, method, status), count) in _requests.OrderBy(r => r.Key))
        {
            writer.Sample(
                "dispatch_http_requests_total",
                Interlocked.Read(ref count.Value),
                ("route", route),
                ("method", method),
                ("status", status.ToString(CultureInfo.InvariantCulture)));
        }

        writer.Histogram("dispatch_http_request_duration_seconds", "What requests took.", RequestSeconds);
        writer.Family("dispatch_consults_total", "counter", "Consults that reached a status.");
        foreach (var status in Enum.GetValues<ConsultStatus>().Where(s => s is not (ConsultStatus.None or ConsultStatus.Offered)))
        {
            writer.Sample("dispatch_consults_total", Reached(status), ("status", NameOf(status)));
        }

        writer.Family("dispatch_offers_total", "counter", "Offers by what became of them; made counts all.");
        writer.Sample("dispatch_offers_total", OffersMade, ("outcome", "made"));
        writer.Sample("dispatch_offers_total", tally.Declined, ("outcome", "declined"));
        writer.Sample("dispatch_offers_total", tally.Expired, ("outcome", "expired"));
        writer.Sample("dispatch_offers_total", tally.Rescinded, ("outcome", "rescinded"));
        writer.Histogram("dispatch_request_to_offer_seconds", "From a consult's request to an offer at the socket.", RequestToOfferSeconds);
        writer.Counter("dispatch_pushes_failed_total", "Messages that reached no socket in time.", Interlocked.Read(ref _pushesFailed));
    }

    // A consult that was asked for has the status waiting; one that waits again is not counted again.
    private static string NameOf(ConsultStatus status) => status == ConsultStatus.Waiting
        ? "requested"
        : char.ToLowerInvariant(status.ToString()[0]) + status.ToString()[1..];

    private sealed class StrongBox
    {
        public long Value;
    }
}
