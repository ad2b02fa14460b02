using Dispatch.Journal.Sqlite;
using Dispatch.Journal.Sqlite.Files;

namespace Dispatch.Tests.Conformance.Journal;

public sealed class SqliteGatheredLogTests : IDisposable
{
    private const int RowBytes = 3_000;

    // Much more than is gathered, so that it is handed on several times within a transaction.
    private const int Rows = 2_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("dispatch-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Committed_IsInTheFilesAtOnce()
    {
        using var writer = Open();

        for (var row = 1; row <= 20; row++)
        {
            Insert(writer, 1);
            Assert.Equal(row, CountInCopy());
        }
    }

    [Fact]
    public void Large_Transaction_ReadsItsOwnAndIsWhole()
    {
        using var writer = Open();
        using var reader = SqliteConnection.Open(Database, SqliteAccess.Read, TimeSpan.Zero);
        writer.Execute("BEGIN");
        Insert(writer, Rows);

        Assert.Equal(Rows, Count(writer));
        Assert.Equal(0, Count(reader));
        writer.Execute("COMMIT");

        Assert.Equal(Rows, Count(reader));
        Assert.Equal(Rows, CountInCopy());
    }

    [Fact]
    public void RolledBack_LeavesNothing()
    {
        using var writer = Open();
        Insert(writer, 10);
        writer.Execute("BEGIN");
        Insert(writer, Rows);
        writer.Execute("ROLLBACK");
        Insert(writer, 5);

        Assert.Equal(15, Count(writer));
        Assert.Equal(15, CountInCopy());
    }

    [Fact]
    public void Log_ThatBeganAnew_IsWhole()
    {
        using var writer = Open();
        for (var round = 1; round <= 5; round++)
        {
            Insert(writer, 100);
            Assert.NotNull(writer.Checkpoint());
            Insert(writer, 1);
            Assert.Equal(101 * round, CountInCopy());
        }
    }

    [Fact]
    public void NotCommitted_IsGoneWithTheConnection()
    {
        using (var writer = Open())
        {
            Insert(writer, 3);
            writer.Execute("BEGIN");
            Insert(writer, 3);
        }

        Assert.Equal(3, CountInCopy());
    }

    private string Database => Path.Combine(_folder, "a.db");

    // A small cache, so that a large transaction is written to the log before it ends.
    private SqliteConnection Open()
    {
        var connection = SqliteConnection.Open(Database, SqliteAccess.Create, TimeSpan.Zero, GatheringFileSystem.Name);
        connection.Execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA cache_size = 10;
            PRAGMA wal_autocheckpoint = 0;
            CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
            """);
        return connection;
    }

    private static void Insert(SqliteConnection connection, int rows) => connection.Execute(
        $"""
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
        INSERT INTO rows (body) SELECT randomblob({RowBytes}) FROM n;
        """);

    private static long Count(SqliteConnection connection) =>
        connection.Prepare("SELECT count(*) FROM rows WHERE length(body) = " + RowBytes).ReadFirst(static row => row.Int64(0));

    /// <summary>What another process would find if this one ended now.</summary>
    private long CountInCopy()
    {
        var copy = Path.Combine(_folder, "copy.db");
        foreach (var suffix in (string[])["", "-wal"])
        {
            File.Delete(copy + suffix);
            if (File.Exists(Database + suffix))
            {
                File.Copy(Database + suffix, copy + suffix);
            }
        }

        using var connection = SqliteConnection.Open(copy, SqliteAccess.Write, TimeSpan.Zero);
        Assert.Equal("ok", connection.Prepare("PRAGMA integrity_check").ReadFirst(static row => row.Text(0)));
        return Count(connection);
    }
}
