namespace Dispatch.LoadTests.Reports;

/// <summary>What a run came to; its number is the exit code.</summary>
public enum RunVerdict
{
    /// <summary>Nothing is wrong in the store, and every limit was held.</summary>
    Clean = 0,

    /// <summary>Something is wrong in the store, or a limit was missed.</summary>
    Broken = 1,

    /// <summary>Every limit was held; what the store says nobody knows, because it is not ours to open.</summary>
    NotAudited = 3,
}
