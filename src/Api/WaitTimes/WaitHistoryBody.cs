using Dispatch.Domain.States;

namespace Dispatch.Api.WaitTimes;

/// <summary>How long patients waited, over the last day or week.</summary>
/// <param name="Span"><c>day</c> or <c>week</c>.</param>
/// <param name="State">Null for all states together.</param>
/// <param name="BucketSeconds">What one point covers: 300 for a day, 3,600 for a week.</param>
/// <param name="Points">Oldest first; where nothing was accepted there is none.</param>
public sealed record WaitHistoryBody(
    string Span,
    StateCode? State,
    DateTimeOffset From,
    DateTimeOffset To,
    int BucketSeconds,
    IReadOnlyList<WaitPointBody> Points);
