namespace Dispatch.Domain.Consults;

/// <summary>What was promised for one consult, fixed when it was asked for.</summary>
/// <param name="AcceptBy">Also the consult's place in its priority class: the line is ordered by it.</param>
/// <param name="StartBy">If accepted at the last promised moment; null where nothing is promised.</param>
/// <param name="StartWithin">From acceptance, the promise itself.</param>
/// <param name="InProgressLimit">From the start; then the assignment is released.</param>
[GenerateSerializer, Immutable, Alias("sla-deadlines")]
public sealed record SlaDeadlines(
    [property: Id(0)] DateTimeOffset FirstOfferBy,
    [property: Id(1)] DateTimeOffset AcceptBy,
    [property: Id(2)] DateTimeOffset? StartBy,
    [property: Id(3)] DateTimeOffset CompleteBy,
    [property: Id(4)] DateTimeOffset GiveUpAt,
    [property: Id(5)] TimeSpan? StartWithin,
    [property: Id(6)] TimeSpan InProgressLimit);
