namespace Dispatch.Journal;

/// <summary>Every limit of the journal's contract.</summary>
public static class JournalLimits
{
    public const int EventsPerAppend = 64;
    public const int EventsPerRead = 1_000;
    public const int RowsPerAppend = 64;
    public const int ClaimsPerAppend = 16;
    public const int StreamNameLength = 64;
    public const int ClaimLength = 256;
    public const int PayloadBytes = 256 * 1024;

    /// <summary>Of one row as stored, its sealed data included.</summary>
    public const int RowBytes = 512 * 1024;

    public const int FindPerCall = 1_000;
}
