namespace Dispatch.Engine;

/// <summary>State of one grain that survives its activation. Read before activation; written when asked.</summary>
public interface IPersistentState<TState>
{
    TState State { get; set; }

    /// <summary>The version read or written last; null when there is no record.</summary>
    string? Etag { get; }

    bool RecordExists { get; }

    Task ReadStateAsync();

    /// <exception cref="InconsistentStateException">Somebody else wrote since it was read.</exception>
    Task WriteStateAsync();

    /// <exception cref="InconsistentStateException">Somebody else wrote since it was read.</exception>
    Task ClearStateAsync();
}
