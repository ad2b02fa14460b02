using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static SQLitePCL.raw;

namespace Dispatch.Journal.Sqlite.Files;

/// <summary>
/// A write-ahead log whose writes are gathered, and handed on together when the log is synced. SQLite writes each page in
/// two pieces, the head of its frame and the page: a transaction of 200 pages is 400 calls to the system otherwise.
/// </summary>
/// <remarks>
/// Nothing becomes visible or durable earlier or later than it would: with <c>synchronous = FULL</c> SQLite syncs the log
/// before it tells other connections of a transaction. What comes before the sync is of a transaction that has not been
/// committed; whatever else asks for the file has the gathered bytes written first. A write that fails is answered at the
/// sync, and fails the transaction there.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GatheredLog
{
    private const int Capacity = 1 << 20;

    // What SQLite's Unix files take at once is less than 128 KiB.
    private const int PieceMaximum = 31 * 4_096;

    /// <summary>Of the file system that opened the log.</summary>
    private SqliteFileMethods* _below;
    private SqliteFileMethods* _own;
    private byte* _bytes;
    private long _start;
    private int _length;

    /// <summary>Puts itself before the methods of a log that was just opened.</summary>
    /// <param name="file">Opened by the file system below.</param>
    /// <param name="log">Memory that lives as long as the file.</param>
    public static void Attach(SqliteFile* file, GatheredLog* log)
    {
        var own = (SqliteFileMethods*)NativeMemory.Alloc((nuint)sizeof(SqliteFileMethods));
        *own = *file->Methods;
        own->Close = &Close;
        own->Read = &Read;
        own->Write = &Write;
        own->Truncate = &Truncate;
        own->Sync = &Sync;
        own->FileSize = &FileSize;
        own->FileControl = &FileControl;
        *log = new GatheredLog { _below = file->Methods, _own = own, _bytes = (byte*)NativeMemory.Alloc(Capacity) };
        file->Methods = own;
    }

    private static GatheredLog* Of(SqliteFile* file) => (GatheredLog*)((byte*)file + GatheringFileSystem.LogOffset);

    private static int HandOn(SqliteFile* file, GatheredLog* log)
    {
        var length = log->_length;
        log->_length = 0;
        for (var done = 0; done < length; done += PieceMaximum)
        {
            var piece = Math.Min(PieceMaximum, length - done);
            var code = log->_below->Write(file, log->_bytes + done, piece, log->_start + done);
            if (code != SQLITE_OK)
            {
                return code;
            }
        }

        return SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(SqliteFile* file, byte* bytes, int count, long offset)
    {
        var log = Of(file);
        if (log->_length > 0 && (offset != log->_start + log->_length || count > Capacity - log->_length))
        {
            var code = HandOn(file, log);
            if (code != SQLITE_OK)
            {
                return code;
            }
        }

        if (count > Capacity)
        {
            return log->_below->Write(file, bytes, count, offset);
        }

        if (log->_length == 0)
        {
            log->_start = offset;
        }

        Buffer.MemoryCopy(bytes, log->_bytes + log->_length, Capacity - log->_length, count);
        log->_length += count;
        return SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(SqliteFile* file, int flags)
    {
        var code = HandOn(file, Of(file));
        return code == SQLITE_OK ? Of(file)->_below->Sync(file, flags) : code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(SqliteFile* file, byte* bytes, int count, long offset)
    {
        var code = HandOn(file, Of(file));
        return code == SQLITE_OK ? Of(file)->_below->Read(file, bytes, count, offset) : code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(SqliteFile* file, long size)
    {
        var code = HandOn(file, Of(file));
        return code == SQLITE_OK ? Of(file)->_below->Truncate(file, size) : code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(SqliteFile* file, long* size)
    {
        var code = HandOn(file, Of(file));
        return code == SQLITE_OK ? Of(file)->_below->FileSize(file, size) : code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileControl(SqliteFile* file, int operation, void* argument)
    {
        var code = HandOn(file, Of(file));
        return code == SQLITE_OK ? Of(file)->_below->FileControl(file, operation, argument) : code;
    }

    // What was not synced was not committed.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(SqliteFile* file)
    {
        var log = *Of(file);
        NativeMemory.Free(log._bytes);
        file->Methods = log._below;
        NativeMemory.Free(log._own);
        return log._below->Close(file);
    }
}
