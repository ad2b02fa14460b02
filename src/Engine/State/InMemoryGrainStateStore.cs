using System.Globalization;

namespace Dispatch.Engine.Embedded;

/// <summary>State that survives activations and crashes of engines, but not the process. For tests and simulation.</summary>
public sealed class InMemoryGrainStateStore : IGrainStateStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string GrainType, string Key, string StateName), StoredGrainState> _records = [];
    private long _writes;

    /// <inheritdoc/>
    public Task<StoredGrainState?> Read(string grainType, string key, string stateName)
    {
        lock (_gate)
        {
            return Task.FromResult(_records.GetValueOrDefault((grainType, key, stateName)));
        }
    }

    /// <inheritdoc/>
    public Task<string> Write(
        string grainType, string key, string stateName, ReadOnlyMemory<byte> state, string? expectedEtag)
    {
        lock (_gate)
        {
            var id = (grainType, key, stateName);
            if (Conflict(id, expectedEtag) is { } conflict)
            {
                return Task.FromException<string>(conflict);
            }

            var etag = (++_writes).ToString(CultureInfo.InvariantCulture);
            _records[id] = new StoredGrainState(state.ToArray(), etag);
            return Task.FromResult(etag);
        }
    }

    /// <inheritdoc/>
    public Task Clear(string grainType, string key, string stateName, string? expectedEtag)
    {
        lock (_gate)
        {
            var id = (grainType, key, stateName);
            if (Conflict(id, expectedEtag) is { } conflict)
            {
                return Task.FromException(conflict);
            }

            _records.Remove(id);
            return Task.CompletedTask;
        }
    }

    private InconsistentStateException? Conflict(
        (string GrainType, string Key, string StateName) id, string? expectedEtag)
    {
        var storedEtag = _records.GetValueOrDefault(id)?.Etag;
        return storedEtag == expectedEtag
            ? null
            : new InconsistentStateException(
                $"State {id.StateName} of {id.GrainType}/{id.Key}: expected version {expectedEtag ?? "none"}, "
                + $"found {storedEtag ?? "none"}.");
    }
}
