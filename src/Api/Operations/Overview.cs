using Dispatch.Api.Admission;
using Dispatch.Api.WaitTimes;
using Dispatch.Domain.States;

namespace Dispatch.Api.Operations;

/// <summary>Puts the overview together.</summary>
public sealed class Overview(
    WaitTimeReader waitTimes,
    Nodes nodes,
    Rates rates,
    Escalations escalations,
    AdmissionGate admission,
    TimeProvider time)
{
    public async Task<OverviewBody> Read(CancellationToken cancellationToken)
    {
        var all = await nodes.Read(cancellationToken);
        var lines = await waitTimes.Read([.. StateCatalog.All.Select(s => s.Code)]);
        return new OverviewBody(
            time.GetUtcNow(),
            [.. all.Select(n => n.Node)],
            Sum(all.Select(n => n.Rates)),
            Sum(all.SelectMany(n => n.Offers.Values)),
            UtilisationOf(all),
            rates.ReadStore(),
            escalations.Read(),
            AdmissionBody.Of(admission),
            [
                .. lines.Select(line => new StateOverviewBody(
                    line,
                    SaturationOf(line),
                    Sum(all.Select(n => n.Offers.GetValueOrDefault(line.State.Value, OfferCountsBody.None))))),
            ]);
    }

    private static UtilisationBody UtilisationOf(IReadOnlyList<NodeLoad> all)
    {
        var onDuty = all.Sum(n => n.Node.OnDuty);

        // Who serves is looked at now and then, and may have gone off duty since.
        var serving = Math.Min(onDuty, all.Sum(n => n.Node.Serving));
        return new UtilisationBody(onDuty, serving, onDuty == 0 ? null : (double)serving / onDuty);
    }

    private static OfferCountsBody Sum(IEnumerable<OfferCountsBody> counts) => counts.Aggregate(
        OfferCountsBody.None,
        static (a, b) => new OfferCountsBody(
            a.Made + b.Made, a.Accepted + b.Accepted, a.Declined + b.Declined, a.Expired + b.Expired, a.Rescinded + b.Rescinded));

    private static RatesBody Sum(IEnumerable<RatesBody> rates) => rates.Aggregate(static (a, b) => new RatesBody(
        a.Requested + b.Requested,
        a.Offered + b.Offered,
        a.Assigned + b.Assigned,
        a.Completed + b.Completed,
        a.Expired + b.Expired,
        a.Cancelled + b.Cancelled,
        a.Declined + b.Declined,
        a.OffersExpired + b.OffersExpired,
        a.OffersRescinded + b.OffersRescinded));

    private static double? SaturationOf(WaitTimeBody line) =>
        line.OnDuty == 0 ? null : Math.Clamp((double)(line.OnDuty - line.Available) / line.OnDuty, 0, 1);
}
