using Dispatch.Tests.Postgres;
using Npgsql;

namespace Dispatch.Tests.Integration.Stores;

/// <summary>A database of its own on the run's server.</summary>
/// <param name="empty">Without the schema too; else the server finds it migrated, as at every start but its first.</param>
internal sealed class PostgresTestStore(bool empty) : TestStore
{
    private readonly string _database = empty ? SharedPostgres.NewDatabase() : MigratedDatabases.Take();

    public override string Setting => _database;

    internal override StoreReading Read() => new PostgresStoreReading(_database);

    public override IDisposable Lock() => new ForeignLock(_database);

    // The server's side ends a moment after the socket does.
    public override void AssertClosed() => Assert.True(
        SpinWait.SpinUntil(
            () => (long)SharedPostgres.Scalar(
                _database,
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
                + "AND backend_type = 'client backend'")! == 0,
            Harness.Safety.Limit),
        "Connections were left open.");

    public override IReadOnlyList<string> Files()
    {
        SharedPostgres.Scalar(_database, "CHECKPOINT");
        var folder = (string)SharedPostgres.Scalar(
            _database,
            "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()")!;
        return Directory.GetFiles(folder);
    }

    public override void Dispose()
    {
        if (empty)
        {
            SharedPostgres.Release(_database);
        }
        else
        {
            MigratedDatabases.Release(_database);
        }

        base.Dispose();
    }

    /// <summary>What keeps writers out and lets readers in, as building an index does.</summary>
    private sealed class ForeignLock : IDisposable
    {
        private readonly NpgsqlConnection _connection;

        public ForeignLock(string database)
        {
            _connection = new NpgsqlConnection($"{database};Pooling=false");
            _connection.Open();
            using var command = new NpgsqlCommand(
                "BEGIN; LOCK TABLE events, claims, tickets, consults, offers, orders, provider_states, provider_licenses, "
                + "clinics, access_keys, clinic_keys, grain_states, probe IN SHARE MODE",
                _connection);
            command.ExecuteNonQuery();
        }

        public void Dispose() => _connection.Dispose();
    }
}
