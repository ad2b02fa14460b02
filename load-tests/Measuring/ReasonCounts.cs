namespace Dispatch.LoadTests.Measuring;

/// <summary>Counts by reason; bounded, because reasons come from the server.</summary>
public sealed class ReasonCounts
{
    private const int MostReasons = 200;
    private const string Others = "others";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = [];

    public int Total { get; private set; }

    public void Add(string reason)
    {
        lock (_gate)
        {
            Total++;
            var known = _counts.Count < MostReasons || _counts.ContainsKey(reason) ? reason : Others;
            _counts[known] = _counts.GetValueOrDefault(known) + 1;
        }
    }

    public SortedDictionary<string, int> Read()
    {
        lock (_gate)
        {
            return new SortedDictionary<string, int>(_counts, StringComparer.Ordinal);
        }
    }
}
