namespace Dispatch.Journal.Sqlite;

internal enum SqliteAccess
{
    Read,
    Write,

    /// <summary>Writes, and makes the file when there is none: only when starting, so that a file that vanishes under
    /// a running process is a fault and not an empty journal.</summary>
    Create,
}
