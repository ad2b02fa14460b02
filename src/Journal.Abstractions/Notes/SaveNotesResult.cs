namespace Dispatch.Journal.Notes;

/// <summary>What became of a save.</summary>
public abstract record SaveNotesResult
{
    private SaveNotesResult()
    {
    }

    /// <summary>Durable.</summary>
    public sealed record Saved(long Version) : SaveNotesResult;

    /// <summary>Somebody saved in between; nothing was changed.</summary>
    public sealed record Conflict(long CurrentVersion) : SaveNotesResult;
}
