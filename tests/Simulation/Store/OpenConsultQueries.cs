using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;

namespace Dispatch.Tests.Simulation.Store;

internal sealed class OpenConsultQueries(Tables tables, Later later) : IOpenConsults
{
    private IEnumerable<OpenConsult> Open => tables.Consults.Values.Select(c => c.Open).Where(o => !o.Status.IsEnded());

    public Task<IReadOnlyList<OpenConsult>> InState(StateCode state, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<OpenConsult>>(
            () => [.. Open.Where(o => o.Ticket.Requirements.State == state).OrderBy(o => o.Ticket.Order)]);

    public Task<IReadOnlyList<OpenConsultVersion>> Versions(StateCode state, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<OpenConsultVersion>>(() => [.. Open
            .Where(o => o.Ticket.Requirements.State == state)
            .Select(o => new OpenConsultVersion(o.Ticket.Consult, o.Version, o.UpdatedAt))]);

    public Task<IReadOnlyList<OpenConsult>> Find(
        IReadOnlyList<ConsultId> consults, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<OpenConsult>>(
            () => [.. consults.Where(tables.Consults.ContainsKey).Select(c => tables.Consults[c].Open)]);

    public Task<IReadOnlyList<OpenConsult>> ServedBy(ProviderId provider, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<OpenConsult>>(() => [.. Open.Where(o => o.Provider == provider)]);

    public Task<IReadOnlyList<StateCode>> States(CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<StateCode>>(
            () => [.. Open.Select(o => o.Ticket.Requirements.State).Distinct().Order()]);

    public Task<IReadOnlyDictionary<ClinicId, int>> CountByClinic(CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyDictionary<ClinicId, int>>(
            () => Open.GroupBy(o => o.Ticket.Clinic).ToDictionary(g => g.Key, g => g.Count()));
}
