namespace Dispatch.LoadTests.Audit;

/// <summary>Collects what an audit finds: all counted, a few of each kind kept.</summary>
internal sealed class Findings
{
    private const int ExamplesPerKind = 5;

    private readonly Dictionary<Fault, (int Count, List<string> Examples)> _found =
        Enum.GetValues<Fault>().ToDictionary(fault => fault, _ => (0, new List<string>()));

    public void Add(Fault fault, FormattableString what)
    {
        var (count, examples) = _found[fault];
        if (count < ExamplesPerKind)
            examples.Add(FormattableString.Invariant(what));
        _found[fault] = (count + 1, examples);
    }

    public IReadOnlyDictionary<Fault, FaultCount> Read() =>
        _found.ToDictionary(pair => pair.Key, pair => new FaultCount(pair.Value.Count, pair.Value.Examples));
}
