using Dispatch.Tests.Integration.Harness;
using SQLitePCL;

namespace Dispatch.Tests.Integration.Stores;

internal sealed class SqliteTestStore(string folder) : TestStore
{
    private readonly string _path = Path.Combine(folder, "dispatch.db");

    public override string Setting => "sqlite:" + _path;

    internal override StoreReading Read() => new SqliteStoreReading(_path);

    public override IDisposable Lock() => new ForeignLock(_path);

    public override void AssertClosed() => Assert.False(File.Exists(_path + "-wal"), "The log was not moved into the file.");

    public override IReadOnlyList<string> Files() => Directory.GetFiles(Path.GetDirectoryName(_path)!, "dispatch.db*");

    /// <summary>Another process's write lock, as a backup tool or a person with a shell may hold it.</summary>
    private sealed class ForeignLock : IDisposable
    {
        private readonly sqlite3 _handle;

        public ForeignLock(string path)
        {
            Batteries_V2.Init();
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(path, out _handle, raw.SQLITE_OPEN_READWRITE, null));
            raw.sqlite3_busy_timeout(_handle, (int)Safety.Limit.TotalMilliseconds);
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(_handle, "BEGIN EXCLUSIVE"));
        }

        public void Dispose()
        {
            raw.sqlite3_exec(_handle, "ROLLBACK");
            _handle.Dispose();
        }
    }
}
