using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static SQLitePCL.raw;

namespace Dispatch.Journal.Sqlite.Files;

/// <summary>The system's files, except that writes to a write-ahead log are gathered. For connections that commit with
/// <c>synchronous = FULL</c>, and only for them.</summary>
internal static unsafe partial class GatheringFileSystem
{
    private const string OwnName = "dispatch-gathering";
    private const int Alignment = 8;

    private static readonly SqliteFileSystem* System = Find(null);

    /// <summary>What to open a connection with; SQLite knows it once somebody asked.</summary>
    public static string Name => OwnName;

    /// <summary>Where, from the beginning of an open file, its <see cref="GatheredLog"/> is.</summary>
    public static int LogOffset { get; } = (System->FileBytes + Alignment - 1) / Alignment * Alignment;

    /// <summary>Makes it known to SQLite, once.</summary>
    /// <remarks>SQLite keeps what it is given for as long as the process lives.</remarks>
    static GatheringFileSystem()
    {
        var own = (SqliteFileSystem*)NativeMemory.Alloc((nuint)sizeof(SqliteFileSystem));
        *own = *System;
        own->Name = (byte*)Marshal.StringToCoTaskMemUTF8(OwnName);
        own->FileBytes = LogOffset + sizeof(GatheredLog);
        own->Open = &Open;
        var code = Register(own, 0);
        if (code != SQLITE_OK)
        {
            throw new InvalidOperationException($"SQLite took no further file system: {code}.");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(SqliteFileSystem* self, byte* path, SqliteFile* file, int flags, int* openedWith)
    {
        var code = System->Open(System, path, file, flags, openedWith);
        if (code == SQLITE_OK && (flags & SQLITE_OPEN_WAL) != 0 && file->Methods is not null)
        {
            GatheredLog.Attach(file, (GatheredLog*)((byte*)file + LogOffset));
        }

        return code;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial SqliteFileSystem* Find(string? name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int Register(SqliteFileSystem* system, int makeDefault);
}
