using System.ComponentModel.DataAnnotations;

namespace Dispatch.Journal.Postgres;

public sealed class PostgresStoreOptions
{
    /// <summary>Npgsql's keys, for instance <c>Host=db;Database=dispatch;Username=dispatch;Password=…</c>; see
    /// <see cref="PostgresAddress"/>.</summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>How long connecting may take, the server's welcome included.</summary>
    /// <value>From 1 s to 1 min, whole seconds, default 3 s; <c>Timeout</c> in the connection string comes first. While the server is frozen, an append waits this long.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the server may take for the statements of one transaction, or for one query.</summary>
    /// <value>From 1 s to 5 min, whole seconds, default 5 s; <c>Command Timeout</c> in the connection string comes first. A
    /// server that takes longer counts as gone.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long bringing the schema up to date may take, other processes that do the same included.</summary>
    /// <value>From 1 s to 24 h, whole seconds, default 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MigrationTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a transaction waits for the same keys in a transaction of another process, before its appends are
    /// refused.</summary>
    /// <value>From 10 ms to 1 min, default 2 s; less than <see cref="CommandTimeout"/>.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After how long the server ends the transaction of a process that went silent in the middle of it, so that
    /// others get its keys.</summary>
    /// <value>From 1 s to 5 min, default 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>For how long appends are refused at once after connecting failed, before it is tried again.</summary>
    /// <value>From 0 to 1 min, default 500 ms. Shorter lets more of what is queued wait for a server that is gone.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ReconnectInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many queries run at once, each on its connection.</summary>
    [Range(1, 64)]
    public int ReadConnections { get; set; } = 4;

    /// <summary>How many queries may wait for their turn; one more is answered "busy".</summary>
    [Range(1, 100_000)]
    public int ReadQueueLength { get; set; } = 4_096;
}
