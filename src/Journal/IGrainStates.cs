namespace Dispatch.Journal;

/// <summary>
/// Grain states as bytes with an etag, in the journal's database and through its writer. A write with no etag expects
/// that there is no state.
/// </summary>
public interface IGrainStates
{
    /// <returns>Null when there is none.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be read now.</exception>
    Task<StoredGrainState?> Read(
        string grainType, string key, string stateName, CancellationToken cancellationToken = default);

    /// <exception cref="ArgumentException">The data is longer than <see cref="GrainStateLimits.DataBytes"/>.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now; nothing was written.</exception>
    Task<GrainStateResult> Write(
        string grainType, string key, string stateName, ReadOnlyMemory<byte> data, string? etag);

    /// <summary>Deletes the state. One that is not there is cleared already, whatever the etag.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now; nothing was written.</exception>
    Task<GrainStateResult> Clear(string grainType, string key, string stateName, string? etag);
}
