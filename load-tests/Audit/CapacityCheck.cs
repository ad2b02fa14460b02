namespace Dispatch.LoadTests.Audit;

/// <summary>Whether anybody ever served more at once than registered.</summary>
internal sealed class CapacityCheck(Findings findings, IReadOnlyDictionary<string, ProviderHistory> providers)
{
    private readonly Dictionary<(string Provider, string Modality), List<(DateTimeOffset At, int Change, string Consult)>> _changes = [];

    public void Add(string consult, ConsultReplay replay)
    {
        foreach (var (provider, modality, from, to) in replay.Assignments)
        {
            if (!_changes.TryGetValue((provider, modality), out var changes))
                _changes[(provider, modality)] = changes = [];
            changes.Add((from, 1, consult));
            if (to is { } end)
                changes.Add((end, -1, consult));
        }
    }

    public void Finish()
    {
        foreach (var ((provider, modality), changes) in _changes)
        {
            var capacity = providers.TryGetValue(provider, out var history) ? history.Capacity.GetValueOrDefault(modality) : 0;

            // By their commits: the time of an event is when its append was asked for, which of two processes says nothing of who came first.
            // A slot is freed in the transaction of the end and taken in that of the next: at one moment the end comes first.
            changes.Sort((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.Change.CompareTo(b.Change));
            var served = 0;
            foreach (var (at, change, consult) in changes)
            {
                served += change;
                if (change > 0 && served > capacity)
                    findings.Add(Fault.OverCapacity, $"{provider}: {served} {modality} consults at {at:O}, with {consult}; registered for {capacity}");
            }
        }
    }
}
