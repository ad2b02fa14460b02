using Dispatch.Engine.Embedded;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation;

/// <summary>States of grains in the simulated store, as the server keeps them in its own.</summary>
internal sealed class GrainStates(IGrainStates states) : IGrainStateStore
{
    public async Task<Engine.Embedded.StoredGrainState?> Read(string grainType, string key, string stateName) =>
        await states.Read(grainType, key, stateName) is { } stored
            ? new Engine.Embedded.StoredGrainState(stored.Data, stored.Etag)
            : null;

    public async Task<string> Write(
        string grainType, string key, string stateName, ReadOnlyMemory<byte> state, string? expectedEtag) =>
        await states.Write(grainType, key, stateName, state, expectedEtag) is GrainStateResult.Written({ } etag)
            ? etag
            : throw new InconsistentStateException($"{grainType}/{key} was written by somebody else.");

    public async Task Clear(string grainType, string key, string stateName, string? expectedEtag)
    {
        if (await states.Clear(grainType, key, stateName, expectedEtag) is GrainStateResult.Conflict)
        {
            throw new InconsistentStateException($"{grainType}/{key} was written by somebody else.");
        }
    }
}
