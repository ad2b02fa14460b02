using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Simulation.Store;

internal sealed class OpenConsultQueries(Reads reads) : IOpenConsults
{
    public Task<IReadOnlyList<OpenConsult>> InState(StateCode state, CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<OpenConsult>>(t => [.. Open(t, state).Select(r => r.Open).OrderBy(o => o.Ticket.Order)]);

    public Task<IReadOnlyList<OpenConsultVersion>> Versions(StateCode state, CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<OpenConsultVersion>>(
            t => [.. Open(t, state).Select(r => new OpenConsultVersion(r.Consult.Id, r.Open.Version, r.Open.UpdatedAt))]);

    public Task<IReadOnlyList<OpenConsult>> Find(
        IReadOnlyList<ConsultId> consults, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(consults.Count, JournalLimits.FindPerCall);
        return reads.Of<IReadOnlyList<OpenConsult>>(t =>
        {
            var found = new List<OpenConsult>(consults.Count);
            foreach (var consult in consults)
            {
                if (t.Consults.TryGet(consult, out var row))
                {
                    found.Add(row.Open);
                }
            }

            return found;
        });
    }

    public Task<IReadOnlyList<OpenConsult>> ServedBy(ProviderId provider, CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<OpenConsult>>(t => [.. t.Consults.ServedBy(provider).Select(r => r.Open)]);

    public Task<IReadOnlyList<StateCode>> States(CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<StateCode>>(
            t => [.. t.Consults.OpenByState.Where(s => s.Value.Count > 0).Select(s => s.Key)]);

    public Task<IReadOnlyDictionary<ClinicId, int>> CountByClinic(CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyDictionary<ClinicId, int>>(t => t.Consults.OpenByState.Values
            .SelectMany(open => open.Values)
            .GroupBy(r => r.Consult.Clinic)
            .ToDictionary(g => g.Key, g => g.Count()));

    private static ICollection<ConsultRow> Open(Tables tables, StateCode state) =>
        tables.Consults.OpenByState.TryGetValue(state, out var open) ? open.Values : Array.Empty<ConsultRow>();
}
