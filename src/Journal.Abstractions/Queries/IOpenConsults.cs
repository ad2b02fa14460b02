using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Journal.Queries;

/// <summary>The consults that have not ended, as the store has them: how pools and providers recover.</summary>
public interface IOpenConsults
{
    /// <summary>All of the state that have not ended, in the order of the line.</summary>
    Task<IReadOnlyList<OpenConsult>> InState(StateCode state, CancellationToken cancellationToken = default);

    /// <summary>
    /// All of the state that have not ended, in no order. Versions only, because a pool knows most of them already and
    /// asks for the others. O(open consults), whatever ended meanwhile.
    /// </summary>
    Task<IReadOnlyList<OpenConsultVersion>> Versions(StateCode state, CancellationToken cancellationToken = default);

    /// <summary>These, as far as they exist, ended ones included. At most <see cref="JournalLimits.FindPerCall"/>.</summary>
    Task<IReadOnlyList<OpenConsult>> Find(
        IReadOnlyList<ConsultId> consults, CancellationToken cancellationToken = default);

    /// <summary>Those that the provider serves now.</summary>
    Task<IReadOnlyList<OpenConsult>> ServedBy(ProviderId provider, CancellationToken cancellationToken = default);

    /// <summary>The states that have any, in the order of their codes.</summary>
    Task<IReadOnlyList<StateCode>> States(CancellationToken cancellationToken = default);

    /// <summary>How many each clinic has.</summary>
    Task<IReadOnlyDictionary<ClinicId, int>> CountByClinic(CancellationToken cancellationToken = default);
}
