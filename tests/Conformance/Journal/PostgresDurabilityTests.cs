using Dispatch.Journal;
using Dispatch.Journal.Postgres;
using Dispatch.Tests.Postgres;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>What the store makes of a server that would answer before anything is durable.</summary>
public sealed class PostgresDurabilityTests
{
    /// <summary>Notes with each event what the transaction that writes it asks of its commit.</summary>
    private const string NoteCommits =
        """
        CREATE TABLE noted_commits (setting text NOT NULL);
        CREATE FUNCTION note_commit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO noted_commits VALUES (current_setting('synchronous_commit'));
            RETURN NULL;
        END $$;
        CREATE TRIGGER note_commit AFTER INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION note_commit()
        """;

    [Theory]
    [InlineData("off", "on")]
    [InlineData("on", "on")]
    [InlineData("local", "local")]
    [InlineData("remote_apply", "remote_apply")]
    public async Task SynchronousCommit_Off_IsOverruledByTheWriterAndNothingElseIs(string server, string writer)
    {
        await using var fixture = new PostgresFixture();
        fixture.Execute($"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = {server}', current_database()); END $$");
        try
        {
            fixture.Start();
            fixture.Execute(NoteCommits);
            Assert.Equal(new AppendResult.Appended(1), await fixture.Journal.Append(Samples.Append(Samples.NewStream())));

            Assert.Equal(server, fixture.Execute("SELECT current_setting('synchronous_commit')"));
            Assert.Equal(writer, fixture.Execute("SELECT string_agg(DISTINCT setting, ' ') FROM noted_commits"));
        }
        finally
        {
            fixture.Execute("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET synchronous_commit', current_database()); END $$");
        }
    }

    [Fact]
    public async Task Start_OnAServerThatDoesNotSync_Warns()
    {
        using var server = PostgresServer.Start("fsync=off");
        var log = new Warnings();
        await using var fixture = new PostgresFixture(connectionString: server.ConnectionString(), logger: log);

        fixture.Start();

        Assert.Contains("fsync=off", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAServerThatIsDurable_WarnsOfNothing()
    {
        using var server = PostgresServer.Start();
        var log = new Warnings();
        await using var fixture = new PostgresFixture(connectionString: server.ConnectionString(), logger: log);

        fixture.Start();

        Assert.Empty(log.Lines);
    }

    private sealed class Warnings : ILogger<PostgresStore>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Lines.Add(formatter(state, exception));
            }
        }
    }
}
