using System.Collections.Concurrent;
using Dispatch.Domain.States;

namespace Dispatch.Api.Consults;

/// <summary>Requests of this process that are about to join a state's line: the line does not know of them yet.</summary>
public sealed class RequestsInFlight
{
    private readonly ConcurrentDictionary<StateCode, Box> _counts = new();

    /// <summary>How many others are under way. Call <see cref="Leave"/> once for each call.</summary>
    public int Enter(StateCode state) =>
        Interlocked.Increment(ref _counts.GetOrAdd(state, static _ => new Box()).Count) - 1;

    public void Leave(StateCode state) => Interlocked.Decrement(ref _counts[state].Count);

    private sealed class Box
    {
        public int Count;
    }
}
