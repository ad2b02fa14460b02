using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Consults;

namespace Dispatch.Api.ProviderConsole;

/// <summary>The consults that a provider serves now. Any other is as unknown as one that never was.</summary>
public sealed class OwnConsults(IGrainFactory grains)
{
    /// <returns>Null when the provider does not serve it, or not any more.</returns>
    public async Task<ConsultView?> Find(ProviderId provider, string id) =>
        ConsultId.TryParse(id, out var consult)
        && await grains.GetGrain<IConsultGrain>(consult.Value).Get() is { } view
        && view.Summary.Provider == provider
        && view.Summary.Status.IsServed()
            ? view
            : null;
}
