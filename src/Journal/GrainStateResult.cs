namespace Dispatch.Journal;

/// <summary>What became of a write of a grain state.</summary>
public abstract record GrainStateResult
{
    private GrainStateResult()
    {
    }

    /// <param name="Etag">To give with the next write; null after clearing.</param>
    public sealed record Written(string? Etag) : GrainStateResult;

    /// <summary>Somebody else wrote; nothing was changed.</summary>
    /// <param name="CurrentEtag">Null when there is no state.</param>
    public sealed record Conflict(string? CurrentEtag) : GrainStateResult;
}
