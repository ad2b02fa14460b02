using System.Diagnostics.CodeAnalysis;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Simulation.Store;

/// <summary>Rows of consults, with what the product's stores have as indexes.</summary>
internal sealed class ConsultTable
{
    private readonly Dictionary<ConsultId, ConsultRow> _rows = [];
    private readonly SortedDictionary<StateCode, SortedDictionary<ConsultId, ConsultRow>> _openByState = [];
    private readonly Dictionary<ProviderId, SortedDictionary<ConsultId, ConsultRow>> _servedBy = [];
    private readonly Dictionary<StateCode, List<AcceptedWait>> _accepted = [];

    /// <summary>Called with the consult of each row that is written.</summary>
    public event Action<ConsultId>? Written;

    /// <summary>Those that have not ended, by state.</summary>
    public IReadOnlyDictionary<StateCode, SortedDictionary<ConsultId, ConsultRow>> OpenByState => _openByState;

    public IEnumerable<ConsultRow> All => _rows.Values;

    /// <summary>Those of a state that were accepted, oldest first.</summary>
    public IReadOnlyList<AcceptedWait> AcceptedIn(StateCode state) => _accepted.GetValueOrDefault(state, []);

    public IEnumerable<ConsultRow> ServedBy(ProviderId provider) =>
        _servedBy.TryGetValue(provider, out var served) ? served.Values : [];

    public bool TryGet(ConsultId id, [NotNullWhen(true)] out ConsultRow? row) => _rows.TryGetValue(id, out row);

    public void Write(ConsultRow row)
    {
        var id = row.Consult.Id;
        var before = _rows.GetValueOrDefault(id);
        if (before is not null)
        {
            row = row with { Patient = before.Patient, Open = row.Open with { Ticket = before.Open.Ticket } };
        }

        _rows[id] = row;
        Written?.Invoke(id);
        if (!_openByState.TryGetValue(row.Consult.State, out var open))
        {
            _openByState.Add(row.Consult.State, open = []);
        }

        if (row.Open.Status.IsEnded())
        {
            open.Remove(id);
        }
        else
        {
            open[id] = row;
        }

        if (before?.Open.Provider is { } servedBefore && servedBefore != row.Open.Provider)
        {
            _servedBy[servedBefore].Remove(id);
        }

        if (row.Open.Provider is { } provider)
        {
            if (!_servedBy.TryGetValue(provider, out var served))
            {
                _servedBy.Add(provider, served = []);
            }

            served[id] = row;
        }

        if (row.Consult.AcceptedAt is { } acceptedAt && before?.Consult.AcceptedAt is null)
        {
            if (!_accepted.TryGetValue(row.Consult.State, out var accepted))
            {
                _accepted.Add(row.Consult.State, accepted = []);
            }

            // Clocks differ, and a commit may be slow: nearly at the end.
            var place = accepted.Count;
            while (place > 0 && accepted[place - 1].AcceptedAt > acceptedAt)
            {
                place--;
            }

            accepted.Insert(place, new AcceptedWait(row.Consult.OpensAt ?? row.Consult.RequestedAt, acceptedAt, row.Consult.Sla.AcceptBy));
        }
    }
}
