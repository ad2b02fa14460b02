using Dispatch.Domain.Ids;

namespace Dispatch.Api.Consults;

/// <summary>
/// How many consults each clinic has open, as far as this process knows: counted as they begin and end here, and put
/// right from the store at intervals. Thread-safe.
/// </summary>
public sealed class OpenConsultCounter
{
    private readonly Lock _lock = new();
    private Dictionary<ClinicId, int> _open = [];

    /// <summary>Counts one more. False when the clinic has as many as it may have.</summary>
    public bool TryAdd(ClinicId clinic, int limit)
    {
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(clinic);
            if (open >= limit)
            {
                return false;
            }

            _open[clinic] = open + 1;
            return true;
        }
    }

    public void Remove(ClinicId clinic)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(clinic, out var open) && open > 0)
            {
                _open[clinic] = open - 1;
            }
        }
    }

    /// <summary>What the store says; it may be older than what was counted meanwhile by as much as the query took.</summary>
    public void Reset(IReadOnlyDictionary<ClinicId, int> counts)
    {
        lock (_lock)
        {
            _open = new Dictionary<ClinicId, int>(counts);
        }
    }
}
