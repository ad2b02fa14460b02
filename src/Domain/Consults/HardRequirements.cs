using System.Collections.Immutable;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Domain.Consults;

/// <summary>
/// What the law and the clinic's choice of services demand of whoever serves the consult. Checked when offering,
/// when accepting and when completing; nothing relaxes it.
/// </summary>
/// <param name="Services">Not empty, distinct, in ordinal order.</param>
/// <param name="Credentials">Who may perform every one of the services; in the order of the enum.</param>
[GenerateSerializer, Immutable, Alias("hard-requirements")]
public sealed record HardRequirements(
    [property: Id(0)] StateCode State,
    [property: Id(1)] Modality Modality,
    [property: Id(2)] ImmutableArray<ServiceId> Services,
    [property: Id(3)] ImmutableArray<Credential> Credentials)
{
    /// <summary>The demands of these services in this state, from the catalogue.</summary>
    public static HardRequirements For(StateCode state, Modality modality, IEnumerable<ServiceId> services)
    {
        ImmutableArray<ServiceId> ordered = [.. services.Distinct().Order()];
        var credentials = ordered
            .Select(s => ServiceCatalog.Get(s).Credentials.AsEnumerable())
            .Aggregate((all, next) => all.Intersect(next));
        return new HardRequirements(state, modality, ordered, [.. credentials.Order()]);
    }

    /// <summary>The first demand that the provider does not meet at this instant; null when all are met.</summary>
    /// <param name="suspended">Whether the provider is suspended, which no requirement overrides.</param>
    public UnmetRequirement? FirstUnmetBy(ProviderProfile provider, bool suspended, DateTimeOffset now)
    {
        if (suspended)
        {
            return UnmetRequirement.Suspended;
        }

        if (provider.LicenseIn(State) is not { } license)
        {
            return UnmetRequirement.NotLicensed;
        }

        if (!license.IsValidAt(now))
        {
            return UnmetRequirement.LicenseExpired;
        }

        if (!Credentials.Contains(provider.Credential))
        {
            return UnmetRequirement.Credential;
        }

        if (!provider.Modalities.Contains(Modality) || provider.Capacity.Of(Modality) == 0)
        {
            return UnmetRequirement.Modality;
        }

        foreach (var service in Services)
        {
            if (!provider.MayPerform(service))
            {
                return UnmetRequirement.Privilege;
            }
        }

        return null;
    }
}
