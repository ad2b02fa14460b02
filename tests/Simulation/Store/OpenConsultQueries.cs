using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;

namespace Dispatch.Tests.Simulation.Store;

internal sealed class OpenConsultQueries(Tables tables, Later later) : IOpenConsults
{
    private IEnumerable<OpenConsult> Open => tables.OpenConsults.Values.Where(o => !o.Status.IsEnded());

    public Task<IReadOnlyList<OpenConsult>> InState(StateCode state, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<OpenConsult>>(
            () => [.. Open.Where(o => o.Ticket.Requirements.State == state).OrderBy(o => o.Ticket.Order)]);

    public Task<IReadOnlyList<OpenConsultVersion>> ChangedSince(
        StateCode state, DateTimeOffset since, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<OpenConsultVersion>>(() => [.. tables.OpenConsults.Values
            .Where(o => o.Ticket.Requirements.State == state && o.UpdatedAt >= since)
            .OrderBy(o => o.UpdatedAt).ThenBy(o => o.Ticket.Consult)
            .Select(o => new OpenConsultVersion(o.Ticket.Consult, o.Version, o.UpdatedAt, o.Status.IsEnded()))]);

    public Task<IReadOnlyList<OpenConsult>> Find(
        IReadOnlyList<ConsultId> consults, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<OpenConsult>>(
            () => [.. consults.Where(tables.OpenConsults.ContainsKey).Select(c => tables.OpenConsults[c])]);

    public Task<IReadOnlyList<OpenConsult>> ServedBy(ProviderId provider, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<OpenConsult>>(() => [.. Open.Where(o => o.Provider == provider)]);

    public Task<IReadOnlyList<StateCode>> States(CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<StateCode>>(
            () => [.. Open.Select(o => o.Ticket.Requirements.State).Distinct().Order()]);

    public Task<IReadOnlyDictionary<ClinicId, int>> CountByClinic(CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyDictionary<ClinicId, int>>(
            () => Open.GroupBy(o => o.Ticket.Clinic).ToDictionary(g => g.Key, g => g.Count()));
}
