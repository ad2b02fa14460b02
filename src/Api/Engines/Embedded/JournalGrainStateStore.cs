using Dispatch.Engine.Embedded;
using Dispatch.Journal;

namespace Dispatch.Api.Engines.Embedded;

/// <summary>The state of grains, kept in the journal's database.</summary>
public sealed class JournalGrainStateStore(IGrainStates states) : IGrainStateStore
{
    public async Task<Dispatch.Engine.Embedded.StoredGrainState?> Read(string grainType, string key, string stateName) =>
        await states.Read(grainType, key, stateName) is { } stored
            ? new Dispatch.Engine.Embedded.StoredGrainState(stored.Data, stored.Etag)
            : null;

    public async Task<string> Write(
        string grainType, string key, string stateName, ReadOnlyMemory<byte> state, string? expectedEtag) =>
        await states.Write(grainType, key, stateName, state, expectedEtag) switch
        {
            GrainStateResult.Written({ } etag) => etag,
            GrainStateResult.Conflict(var current) => throw Inconsistent(grainType, key, expectedEtag, current),
            var other => throw new InvalidOperationException($"A write was answered with {other}."),
        };

    public async Task Clear(string grainType, string key, string stateName, string? expectedEtag)
    {
        if (await states.Clear(grainType, key, stateName, expectedEtag) is GrainStateResult.Conflict(var current))
        {
            throw Inconsistent(grainType, key, expectedEtag, current);
        }
    }

    private static InconsistentStateException Inconsistent(string grainType, string key, string? expected, string? current) =>
        new($"{grainType}/{key} was expected to have the version {expected ?? "none"}, found {current ?? "none"}.");
}
