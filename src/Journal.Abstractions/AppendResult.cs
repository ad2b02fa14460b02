namespace Dispatch.Journal;

/// <summary>What became of an append.</summary>
public abstract record AppendResult
{
    private AppendResult()
    {
    }

    /// <summary>Durable. <c>Version</c> is that of the last event.</summary>
    public sealed record Appended(long Version) : AppendResult;

    /// <summary>The stream's last event has another version: somebody else wrote.</summary>
    public sealed record VersionConflict(long ActualVersion) : AppendResult;

    /// <summary>A claim of the request is held already.</summary>
    public sealed record ClaimTaken(string Scope, string Key, string Holder) : AppendResult;

    /// <summary>A claim that the request requires has another holder, or none: <c>Holder</c> is null.</summary>
    public sealed record ClaimNotHeld(string Scope, string Key, string? Holder) : AppendResult;
}
