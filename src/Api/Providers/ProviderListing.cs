using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Grains.Providers;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Providers;

/// <summary>Lists providers for the operator, a page at a time.</summary>
public sealed class ProviderListing(IRegistryQueries registry, IGrainFactory grains, ApiLimits limits)
{
    /// <param name="state">Those with a licence there; null for everybody.</param>
    /// <param name="cursor">The id of the last one of the page before; null for the first page.</param>
    /// <param name="limit">Per page; null for <see cref="ApiLimits.ProvidersPerPage"/>.</param>
    public async Task<(ProviderPageBody? Page, Problem? Problem)> Read(
        string? state, string? cursor, string? limit, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        ProviderId? after = null;
        if (!string.IsNullOrEmpty(cursor))
        {
            after = ProviderId.TryParse(cursor, out var last) ? last : null;
            if (after is null)
            {
                errors.Add("cursor", "Expected the nextCursor of a page.");
            }
        }

        var isOfState = !string.IsNullOrEmpty(state);
        if (!StateCode.TryParse(state, out var code) && isOfState)
        {
            errors.Add("state", "Expected a state's two capital letters.");
        }

        var size = PageLimit.Of(limit, limits.ProvidersPerPage, errors);
        if (errors.Any)
        {
            return (null, errors.ToProblem());
        }

        // One more than the page shows tells whether there is a next one.
        var found = isOfState
            ? await LicensedIn(code, after, size + 1, cancellationToken)
            : await registry.Providers(after, size + 1, cancellationToken);
        var page = await Task.WhenAll(found.Take(size).Select(Describe));
        var next = found.Count > page.Length ? page[^1].Id.Value : null;
        return (new ProviderPageBody(page, next), null);
    }

    // The store lists a state's providers from the first one on: those of the pages before are read again.
    private async Task<IReadOnlyList<ProviderState>> LicensedIn(
        StateCode state, ProviderId? after, int limit, CancellationToken cancellationToken)
    {
        if (after is not { Value: var last })
        {
            return await registry.ProvidersLicensedIn(state, limit, cancellationToken);
        }

        var all = await registry.ProvidersLicensedIn(state, int.MaxValue, cancellationToken);
        return [.. all.Where(p => string.CompareOrdinal(p.Profile.Id.Value, last) > 0).Take(limit)];
    }

    // Whether somebody is connected only the grain knows.
    private async Task<ProviderBody> Describe(ProviderState state) =>
        await grains.GetGrain<IProviderGrain>(state.Profile.Id.Value).Get() is { } view
            ? ProviderBody.Of(view)
            : throw new InvalidOperationException($"{state.Profile.Id} has a row and no stream.");
}
