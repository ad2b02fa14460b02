using Dispatch.Domain.Consults;

namespace Dispatch.Api.Consults;

/// <summary>The moments promised for one consult.</summary>
/// <param name="StartBy">If accepted at the last promised moment; null where its modality promises none.</param>
public sealed record SlaBody(
    DateTimeOffset FirstOfferBy,
    DateTimeOffset AcceptBy,
    DateTimeOffset? StartBy,
    DateTimeOffset CompleteBy,
    DateTimeOffset GiveUpAt)
{
    public static SlaBody Of(SlaDeadlines sla) =>
        new(sla.FirstOfferBy, sla.AcceptBy, sla.StartBy, sla.CompleteBy, sla.GiveUpAt);
}
