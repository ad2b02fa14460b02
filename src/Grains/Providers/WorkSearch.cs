using Dispatch.Domain;
using Dispatch.Domain.States;
using Dispatch.Grains.Pools;

namespace Dispatch.Grains.Providers;

/// <summary>
/// How a provider who became free looks for work: it asks the most urgent of its states, then the next; only when none
/// has work does it announce itself. One question at a time, each with a limit.
/// </summary>
public sealed class WorkSearch
{
    private readonly Queue<StateCode> _left = new();

    /// <summary>The state that was asked last; null when the search is over.</summary>
    public StateCode? Asked { get; private set; }

    /// <summary>From then on the answer is not waited for.</summary>
    public DateTimeOffset? AnswerBy { get; private set; }

    /// <summary>Begins anew, with the states that have somebody waiting, most urgent first.</summary>
    public void Begin(IEnumerable<StateCode> states, StateBoard board)
    {
        _left.Clear();
        Asked = null;
        AnswerBy = null;
        foreach (var line in states.Select(board.Of).Where(l => l.Head is not null).OrderBy(l => l.Head!.Value))
        {
            _left.Enqueue(line.State);
        }
    }

    /// <summary>The next state to ask; null when none is left.</summary>
    public StateCode? Next(DateTimeOffset now)
    {
        if (!_left.TryDequeue(out var state))
        {
            Asked = null;
            AnswerBy = null;
            return null;
        }

        Asked = state;
        AnswerBy = now + DispatchLimits.ClaimAnswerLimit;
        return state;
    }

    public void End()
    {
        _left.Clear();
        Asked = null;
        AnswerBy = null;
    }
}
