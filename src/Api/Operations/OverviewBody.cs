using Dispatch.Api.Admission;

namespace Dispatch.Api.Operations;

/// <summary>The installation at a glance.</summary>
/// <param name="Escalations">Steps taken for promises at risk, and promises missed.</param>
/// <param name="States">All of them, in the order of their codes.</param>
public sealed record OverviewBody(
    DateTimeOffset At,
    IReadOnlyList<NodeBody> Nodes,
    RatesBody Rates,
    StoreBody Store,
    IReadOnlyList<EscalationCountBody> Escalations,
    AdmissionBody Admission,
    IReadOnlyList<StateOverviewBody> States);
