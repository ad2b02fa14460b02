using System.Globalization;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Store;

/// <summary>Grain states, as one node reads and writes them.</summary>
internal sealed class InMemoryGrainStates(Tables tables, IStoreConditions conditions) : IGrainStates
{
    private Dictionary<(string Type, string Key, string Name), StoredGrainState> States => tables.GrainStates;

    public Task<StoredGrainState?> Read(
        string grainType, string key, string stateName, CancellationToken cancellationToken = default) =>
        Answer(conditions.FailsRead(), () => States.GetValueOrDefault((grainType, key, stateName)));

    public Task<GrainStateResult> Write(
        string grainType, string key, string stateName, ReadOnlyMemory<byte> data, string? etag) => Change(() =>
        {
            var current = States.GetValueOrDefault((grainType, key, stateName))?.Etag;
            if (current != etag)
            {
                return new GrainStateResult.Conflict(current);
            }

            var next = (++tables.GrainStatesWritten).ToString(CultureInfo.InvariantCulture);
            States[(grainType, key, stateName)] = new StoredGrainState(data.ToArray(), next);
            return new GrainStateResult.Written(next);
        });

    public Task<GrainStateResult> Clear(string grainType, string key, string stateName, string? etag) => Change(() =>
    {
        var current = States.GetValueOrDefault((grainType, key, stateName))?.Etag;
        if (current is not null && current != etag)
        {
            return new GrainStateResult.Conflict(current);
        }

        States.Remove((grainType, key, stateName));
        return new GrainStateResult.Written(null);
    });

    private Task<GrainStateResult> Change(Func<GrainStateResult> change)
    {
        var fault = conditions.OfAppend();
        return Answer(fault is AppendFault.Unavailable or AppendFault.LostInSilence, change);
    }

    private Task<T> Answer<T>(bool fails, Func<T> act)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        conditions.Soon(() =>
        {
            if (fails)
            {
                answer.SetException(new StoreUnavailableException("The simulated store does not answer."));
                return;
            }

            T result;
            lock (tables)
            {
                result = act();
            }

            answer.SetResult(result);
        });
        return answer.Task;
    }
}
