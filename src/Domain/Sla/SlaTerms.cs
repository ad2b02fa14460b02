using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;

namespace Dispatch.Domain.Sla;

/// <summary>What is promised for one consult, and its ladder: fixed when it is asked for, whatever is edited later.</summary>
/// <param name="Ladder">Null for <see cref="SlaLadder.Default"/>, so that the usual ticket carries none.</param>
public sealed record SlaTerms(SlaPromises Promises, SlaLadder? Ladder)
{
    private static readonly SlaTerms Live = new(SlaPromises.Live, null);
    private static readonly SlaTerms Async = new(SlaPromises.Async, null);

    /// <summary>
    /// Each time, and the ladder as a whole, from the most specific rule that says it: the clinic's before the default's,
    /// then service before modality. Of several services the shortest promise counts, and the longest until giving up;
    /// the ladder is that of the service with the shortest acceptance.
    /// </summary>
    /// <param name="services">Not empty, in their order.</param>
    public static SlaTerms For(
        SlaPolicy? ofClinic, SlaPolicy? standard, ImmutableArray<ServiceId> services, Modality modality)
    {
        if (ofClinic is null && standard is null)
        {
            return modality == Modality.Live ? Live : Async;
        }

        SlaTerms? terms = null;
        foreach (var service in services)
        {
            var next = Of(ofClinic, standard, service, modality);
            terms = terms is null ? next : Together(terms, next);
        }

        return terms!;
    }

    private static SlaTerms Of(SlaPolicy? ofClinic, SlaPolicy? standard, ServiceId service, Modality modality)
    {
        SlaRule[] rules =
        [
            .. new[] { ofClinic, standard }.SelectMany(policy => policy?.Rules ?? []).Where(rule => rule.Concerns(service, modality)),
        ];
        var otherwise = SlaPromises.DefaultFor(modality);
        var steps = rules.Select(rule => rule.Steps).FirstOrDefault(said => said is not null);
        return new SlaTerms(
            new SlaPromises(
                First(rule => rule.FirstOffer) ?? otherwise.FirstOffer,
                First(rule => rule.Acceptance) ?? otherwise.Acceptance,
                First(rule => rule.Start) ?? otherwise.Start,
                First(rule => rule.Completion) ?? otherwise.Completion,
                First(rule => rule.GiveUp) ?? otherwise.GiveUp,
                First(rule => rule.InProgressLimit) ?? otherwise.InProgressLimit),
            steps is { } ladder ? new SlaLadder(ladder) : null);

        TimeSpan? First(Func<SlaRule, TimeSpan?> time) => rules.Select(time).FirstOrDefault(said => said is not null);
    }

    private static SlaTerms Together(SlaTerms one, SlaTerms other) => new(
        new SlaPromises(
            Shorter(one.Promises.FirstOffer, other.Promises.FirstOffer),
            Shorter(one.Promises.Acceptance, other.Promises.Acceptance),
            one.Promises.Start is { } start && other.Promises.Start is { } otherStart
                ? Shorter(start, otherStart)
                : one.Promises.Start ?? other.Promises.Start,
            Shorter(one.Promises.Completion, other.Promises.Completion),
            Longer(one.Promises.GiveUp, other.Promises.GiveUp),
            Longer(one.Promises.InProgressLimit, other.Promises.InProgressLimit)),
        other.Promises.Acceptance < one.Promises.Acceptance ? other.Ladder : one.Ladder);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
