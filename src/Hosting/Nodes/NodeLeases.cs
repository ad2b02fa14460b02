namespace Dispatch.Hosting.Nodes;

/// <summary>
/// Which processes are alive, from how often each renews its entry in the store. A process is gone once several readings
/// in a row, over a whole lease, found its entry unchanged. Readings that failed, or came late, prove nothing: who
/// cannot read cannot tell whether others could write.
/// </summary>
/// <param name="lease">How long an entry may stay unchanged.</param>
/// <param name="longestGap">Between two readings, beyond which observing starts anew.</param>
public sealed class NodeLeases(TimeSpan lease, TimeSpan longestGap)
{
    private Dictionary<string, Seen> _seen = [];
    private TimeSpan? _lastReading;

    /// <summary>Takes in what was read.</summary>
    /// <param name="entries">Every entry with how often it was renewed.</param>
    /// <param name="now">A monotonic time.</param>
    /// <returns>The names of those alive, in order.</returns>
    public IReadOnlyList<string> Read(IEnumerable<(string Name, long Beat)> entries, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var isLate = _lastReading is not { } last || now - last > longestGap;
        _lastReading = now;
        var next = new Dictionary<string, Seen>();
        foreach (var (name, beat) in entries)
        {
            var isUnchanged = _seen.TryGetValue(name, out var before) && before.Beat == beat;
            next[name] = isUnchanged && !isLate ? before : new Seen(beat, now);
        }

        _seen = next;
        return [.. _seen.Where(s => now - s.Value.Since < lease).Select(s => s.Key).Order(StringComparer.Ordinal)];
    }

    private readonly record struct Seen(long Beat, TimeSpan Since);
}
