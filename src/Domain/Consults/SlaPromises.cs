using Dispatch.Domain.Providers;

namespace Dispatch.Domain.Consults;

/// <summary>The promised times of one modality, as durations.</summary>
/// <param name="FirstOffer">From the request.</param>
/// <param name="Acceptance">From the request.</param>
/// <param name="Start">From acceptance; null where nothing is promised.</param>
/// <param name="Completion">From the request.</param>
/// <param name="GiveUp">From the request; then the consult expires.</param>
/// <param name="InProgressLimit">From the start; then the assignment is released.</param>
public sealed record SlaPromises(
    TimeSpan FirstOffer,
    TimeSpan Acceptance,
    TimeSpan? Start,
    TimeSpan Completion,
    TimeSpan GiveUp,
    TimeSpan InProgressLimit)
{
    public static SlaPromises Live { get; } = new(
        TimeSpan.FromSeconds(10),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(3),
        TimeSpan.FromMinutes(60),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromMinutes(60));

    public static SlaPromises Async { get; } = new(
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        null,
        TimeSpan.FromMinutes(60),
        TimeSpan.FromHours(24),
        TimeSpan.FromHours(24));

    public static SlaPromises DefaultFor(Modality modality) => modality == Modality.Live ? Live : Async;

    public SlaDeadlines From(DateTimeOffset requestedAt) => new(
        requestedAt + FirstOffer,
        requestedAt + Acceptance,
        Start is { } start ? requestedAt + Acceptance + start : null,
        requestedAt + Completion,
        requestedAt + GiveUp,
        Start,
        InProgressLimit);
}
