using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Sla;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;

namespace Dispatch.Tests.Unit.Grains.Consults;

/// <summary>One event of every kind, with ids that are valid and every member filled.</summary>
internal static class ConsultEventSamples
{
    private const string Suffix = "01h455vb4pex5vsknk084sn02q";

    private static readonly ProviderId Provider = new("prv_" + Suffix);

    private static readonly OfferId OfferId = new("off_" + Suffix);

    private static readonly OfferSummary FullOffer = new(
        OfferId,
        Provider,
        Noon,
        At(30),
        new MatchReason(DistributionPolicy.RoundRobin, 3, [new("prv_" + Suffix, PassedOverReason.Declined)], 2));

    private static readonly Ticket FullTicket = Ticket() with
    {
        Consult = new ConsultId("cns_" + Suffix),
        Clinic = new ClinicId("cli_" + Suffix),
        Preferences = new SoftPreferences(Provider, At(60), "es", Provider, "0123abcd"),
        Ladder = new SlaLadder([new LadderStep(SlaPromise.Acceptance, 40, LadderAction.OfferToTwo)]),
    };

    public static readonly ConsultEvent[] OneOfEach =
    [
        new ConsultRequested(FullTicket, new LocationId("loc_" + Suffix), Sealed),
        new ConsultAssigned(2, FullOffer, 1, At(180), Units: 5),
        new ConsultStarted(2),
        new ConsultCompleted(2, Provider, Decision.Approved, new OrderId("ord_" + Suffix), Sealed),
        new ConsultReleased(2, ReleaseReason.ConnectionLost, Sealed),
        new ConsultCancelled(ClosedBy.Patient, Sealed),
        new ConsultExpired(ExpiryReason.OfferLimit),
        new ConsultEscalated(SlaPromise.Acceptance, At(120), 40, LadderAction.OfferToTwo, 0),
        new OfferMade(FullOffer),
        new OfferDeclined(OfferId, Provider, Sealed),
        new OfferExpired(OfferId, Provider),
        new OfferRescinded(OfferId, Provider, RescindReason.TakenBack),
    ];
}
