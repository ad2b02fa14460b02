using Dispatch.Domain.Consults;
using Dispatch.Domain.Hours;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Operations;

/// <summary>Explains one consult, provider by provider.</summary>
public sealed class Explanation(
    IGrainFactory grains, IConsultQueries consults, IRegistryQueries registry, ApiLimits limits, TimeProvider time)
{
    private const int ProvidersAtOnce = 16;

    /// <returns>Null when there is no such consult.</returns>
    public async Task<ExplanationBody?> Read(ConsultId id, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IConsultGrain>(id.Value).GetRecorded() is not { Summary: var consult })
        {
            return null;
        }

        var pool = await Pool(consult);
        var offers = await consults.Offers(id, cancellationToken);
        var licensed = await registry.ProvidersLicensedIn(consult.State, limits.ExplainedProviders + 1, cancellationToken);
        var providers = await Explain(consult, [.. licensed.Take(limits.ExplainedProviders)], pool, cancellationToken);
        return new ExplanationBody(
            consult.Id,
            consult.Clinic,
            consult.State,
            consult.Status,
            consult.RequestedAt,
            pool?.Position,
            pool?.Deferred ?? false,
            [.. offers.Select(o => new ExplainedOfferBody(
                o.Offer.Id, o.Offer.Provider, o.Offer.OfferedAt, o.Offer.ExpiresAt, o.Outcome, o.EndedAt, o.Offer.Reason))],
            providers,
            licensed.Count > limits.ExplainedProviders);
    }

    private async Task<PoolExplanation?> Pool(ConsultSummary consult)
    {
        try
        {
            return await grains.GetGrain<IStateLicensePoolGrain>(consult.State.Value).Explain(consult.Id);
        }
        catch (Exception fault) when (EngineFaults.IsUnanswered(fault))
        {
            return null;
        }
    }

    private async Task<ExplainedProviderBody[]> Explain(
        ConsultSummary consult, ProviderState[] licensed, PoolExplanation? pool, CancellationToken cancellationToken)
    {
        var requirements = HardRequirements.For(consult.State, consult.Modality, consult.Services);
        var candidates = (pool?.Candidates ?? []).ToDictionary(c => c.Provider);
        var explained = new ExplainedProviderBody[licensed.Length];
        await Parallel.ForAsync(
            0,
            licensed.Length,
            new ParallelOptions { MaxDegreeOfParallelism = ProvidersAtOnce, CancellationToken = cancellationToken },
            async (i, _) =>
            {
                var id = licensed[i].Profile.Id;
                var view = await grains.GetGrain<IProviderGrain>(id.Value).Get();
                explained[i] = Explain(consult, requirements, view ?? Offline(licensed[i]), candidates.GetValueOrDefault(id));
            });
        return explained;
    }

    private ExplainedProviderBody Explain(
        ConsultSummary consult, HardRequirements requirements, ProviderView provider, CandidateExplanation? candidate)
    {
        var unmet = requirements.FirstUnmetBy(provider.Profile, provider.Suspended, time.GetUtcNow());
        var used = provider.Assignments.Count(a => a.Ticket.Requirements.Modality == consult.Modality)
            + provider.Offers.Count(o => o.Ticket.Requirements.Modality == consult.Modality);
        var free = Math.Max(0, provider.Profile.Capacity.Of(consult.Modality) - used);
        return new ExplainedProviderBody(
            provider.Profile.Id,
            provider.Profile.Name,
            Verdict(consult, provider, unmet, free, candidate?.PassedOver),
            unmet,
            provider.Duty,
            provider.Connected,
            free,
            candidate?.PassedOver);
    }

    private static string Verdict(
        ConsultSummary consult, ProviderView provider, UnmetRequirement? unmet, int free, PassedOverReason? passedOver) =>
        consult.Provider == provider.Profile.Id ? "serves"
        : provider.Offers.Any(o => o.Ticket.Consult == consult.Id) ? "offered"
        : unmet is not null ? "notEligible"
        : !provider.Connected ? "notConnected"
        : provider.Duty is Duty.OffDuty or Duty.OnBreak ? "notOnDuty"
        : free == 0 ? "noFreeSlot"
        : passedOver == PassedOverReason.Preference ? "preferenceForAnother"
        : passedOver is not null ? "passedOver"
        : "candidate";

    private static ProviderView Offline(ProviderState state) =>
        new(state.Profile, state.Suspended, state.Duty, Connected: false, [], [], state.Shifts ?? ShiftPlan.None);
}
