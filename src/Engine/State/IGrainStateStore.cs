namespace Dispatch.Engine.Embedded;

/// <summary>Where persistent state of grains is kept, one record per (grain type, key, state name).</summary>
/// <remarks>An etag stands for one version of one record: every write gives a new one, none is used twice.</remarks>
public interface IGrainStateStore
{
    /// <returns>The record, or null when there is none.</returns>
    Task<StoredGrainState?> Read(string grainType, string key, string stateName);

    /// <param name="expectedEtag">The version that is replaced; null when there must be no record yet.</param>
    /// <returns>The etag of what was written. Durable once returned.</returns>
    /// <exception cref="InconsistentStateException">Another version is stored; nothing was written.</exception>
    Task<string> Write(string grainType, string key, string stateName, ReadOnlyMemory<byte> state, string? expectedEtag);

    /// <summary>Removes the record.</summary>
    /// <exception cref="InconsistentStateException">Another version is stored; nothing was removed.</exception>
    Task Clear(string grainType, string key, string stateName, string? expectedEtag);
}
