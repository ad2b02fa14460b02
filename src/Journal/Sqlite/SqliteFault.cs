using static SQLitePCL.raw;

namespace Dispatch.Journal.Sqlite;

/// <summary>SQLite's result codes as the journal's exceptions: the one place where they are translated.</summary>
internal static class SqliteFault
{
    private const int PrimaryCodeMask = 0xFF;

    public static Exception Of(int code, string message)
    {
        var text = $"SQLite answered {code}: {message}.";
        return (code & PrimaryCodeMask) switch
        {
            SQLITE_CONSTRAINT or SQLITE_TOOBIG or SQLITE_MISMATCH or SQLITE_RANGE => new RefusedByStoreException(text),
            _ => new StoreUnavailableException(text),
        };
    }

    /// <summary>Whether a COMMIT that failed with this code may have taken effect all the same: the frames were
    /// perhaps written, but their sync failed.</summary>
    public static bool LeavesCommitUnknown(int code) => (code & PrimaryCodeMask) == SQLITE_IOERR;
}
