using Dispatch.Domain.States;

namespace Dispatch.Grains.Pools;

/// <summary>
/// The lines of all states as this process last heard of them: at most 50 ms old while messages arrive. One per
/// process; thread-safe; reads take no lock.
/// </summary>
public sealed class StateBoard
{
    private readonly Dictionary<StateCode, int> _indexes = [];
    private readonly StateLine[] _lines;

    public StateBoard()
    {
        _lines = new StateLine[StateCatalog.All.Length];
        for (var i = 0; i < _lines.Length; i++)
        {
            var state = StateCatalog.All[i].Code;
            _indexes[state] = i;
            _lines[i] = new StateLine(state, 0, null, 0);
        }
    }

    public StateLine Of(StateCode state) => Volatile.Read(ref _lines[_indexes[state]]);

    public void Update(StateLine line) => Volatile.Write(ref _lines[_indexes[line.State]], line);
}
