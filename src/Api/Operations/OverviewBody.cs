using Dispatch.Api.Admission;

namespace Dispatch.Api.Operations;

/// <summary>The installation at a glance.</summary>
/// <param name="Nodes">In the order of their names; those that did not report for a while are left out.</param>
/// <param name="Offers">Of the last hour, all states together.</param>
/// <param name="Escalations">Steps taken for promises at risk, and promises missed.</param>
/// <param name="States">All of them, in the order of their codes.</param>
public sealed record OverviewBody(
    DateTimeOffset At,
    IReadOnlyList<NodeBody> Nodes,
    RatesBody Rates,
    OfferCountsBody Offers,
    UtilisationBody Utilisation,
    StoreBody Store,
    IReadOnlyList<EscalationCountBody> Escalations,
    AdmissionBody Admission,
    IReadOnlyList<StateOverviewBody> States);
