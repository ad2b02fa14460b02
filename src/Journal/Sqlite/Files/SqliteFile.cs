using System.Runtime.InteropServices;

namespace Dispatch.Journal.Sqlite.Files;

/// <summary>SQLite's <c>sqlite3_file</c>: what follows belongs to the file system that opened it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SqliteFile
{
    public SqliteFileMethods* Methods;
}
