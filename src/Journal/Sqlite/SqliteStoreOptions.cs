using System.ComponentModel.DataAnnotations;

namespace Dispatch.Journal.Sqlite;

public sealed class SqliteStoreOptions
{
    /// <summary>The database file; its folder is made when it is missing.</summary>
    [Required]
    public string Path { get; set; } = ".data/dispatch.db";

    /// <summary>How long a statement waits for a lock that another process holds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many queries run at once.</summary>
    [Range(1, 64)]
    public int ReadConnections { get; set; } = 4;

    /// <summary>How many queries may wait for their turn; one more is answered "busy".</summary>
    [Range(1, 100_000)]
    public int ReadQueueLength { get; set; } = 4_096;

    /// <summary>The page cache of the writer's connection.</summary>
    [Range(1, 4_096)]
    public int WriteCacheMebibytes { get; set; } = 16;

    /// <summary>How many pages of 4 KiB the write-ahead log takes before they are moved into the file.</summary>
    [Range(100, 1_000_000)]
    public int CheckpointPages { get; set; } = 4_000;

    /// <summary>Runs on each connection that the writer opens: where tests make their store full or slow.</summary>
    internal Action<SqliteConnection>? PrepareWriter { get; init; }
}
