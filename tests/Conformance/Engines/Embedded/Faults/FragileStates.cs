using Dispatch.Engine.Embedded;

namespace Dispatch.Tests.Conformance.Engines.Embedded.Faults;

/// <summary>States of grains in memory; a write fails as a driver's own does while it is told to.</summary>
internal sealed class FragileStates : IGrainStateStore
{
    private readonly InMemoryGrainStateStore _states = new();

    public bool IsDown { get; set; }

    public int Written { get; private set; }

    public Task<StoredGrainState?> Read(string grainType, string key, string stateName) =>
        _states.Read(grainType, key, stateName);

    public async Task<string> Write(
        string grainType, string key, string stateName, ReadOnlyMemory<byte> state, string? expectedEtag)
    {
        if (IsDown)
        {
            throw new IOException("The connection broke.");
        }

        var etag = await _states.Write(grainType, key, stateName, state, expectedEtag);
        Written++;
        return etag;
    }

    public Task Clear(string grainType, string key, string stateName, string? expectedEtag) =>
        _states.Clear(grainType, key, stateName, expectedEtag);
}
