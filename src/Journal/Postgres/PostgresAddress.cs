using System.Data.Common;
using Npgsql;

namespace Dispatch.Journal.Postgres;

/// <summary>A PostgreSQL connection string as it is configured, and as the store connects with it.</summary>
public static class PostgresAddress
{
    private const string Example = "Host=localhost;Database=dispatch;Username=dispatch;Password=…";

    /// <summary>Fails unless the text is a connection string that names a server. The message never repeats the text:
    /// there is a password in it.</summary>
    /// <exception cref="FormatException">It is not; the message says what was expected.</exception>
    public static void Check(string connectionString)
    {
        if (string.IsNullOrWhiteSpace(Parse(connectionString).Host))
        {
            throw new FormatException($"Expected a PostgreSQL connection string like '{Example}', found one without a Host.");
        }
    }

    internal static NpgsqlDataSource Writer(PostgresStoreOptions options)
    {
        var address = Common(options, "dispatch writer");
        address.Pooling = false;
        return NpgsqlDataSource.Create(address);
    }

    internal static NpgsqlDataSource Reader(PostgresStoreOptions options)
    {
        var address = Common(options, "dispatch reader");
        address.Pooling = true;
        address.MinPoolSize = 0;
        address.MaxPoolSize = options.ReadConnections;
        address.MaxAutoPrepare = 32;
        address.AutoPrepareMinUsages = 2;

        // A query that nobody waits for any more ends.
        address.Options = FormattableString.Invariant(
            $"{address.Options} -c statement_timeout={address.CommandTimeout}s -c default_transaction_read_only=on");
        return NpgsqlDataSource.Create(address);
    }

    /// <summary>How long a call may take until it counts as one that never returns: connecting and a command, and a second
    /// in which Npgsql gives up by itself.</summary>
    internal static TimeSpan Patience(PostgresStoreOptions options)
    {
        var address = Common(options, "");
        return TimeSpan.FromSeconds(address.Timeout + address.CommandTimeout + 1);
    }

    internal static int Seconds(TimeSpan timeout) => (int)Math.Ceiling(timeout.TotalSeconds);

    private static NpgsqlConnectionStringBuilder Common(PostgresStoreOptions options, string applicationName)
    {
        var address = Parse(options.ConnectionString);
        address.ApplicationName ??= applicationName;
        var given = new DbConnectionStringBuilder { ConnectionString = options.ConnectionString };
        if (!given.ContainsKey("Timeout"))
        {
            address.Timeout = Seconds(options.ConnectTimeout);
        }

        if (!given.ContainsKey("Command Timeout") && !given.ContainsKey("CommandTimeout"))
        {
            address.CommandTimeout = Seconds(options.CommandTimeout);
        }

        address.Enlist = false;

        // What took too long is given up at once: asking the server to cancel would wait for the same server.
        address.CancellationTimeout = -1;
        return address;
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException or OverflowException)
        {
            // Not as the inner exception either: Npgsql may quote a part of the text.
            throw new FormatException($"Expected a PostgreSQL connection string like '{Example}', found something else.");
        }
    }
}
