using System.Globalization;
using Dispatch.Journal;
using Dispatch.Journal.Sqlite;
using Dispatch.Tests.Integration.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Dispatch.Tests.Integration.Faults.Support;

/// <summary>Makes the store of a server slow or full, where it meets SQLite.</summary>
internal sealed class StoreFaults
{
    private int _commits;

    /// <summary>What each commit takes longer than it does.</summary>
    public TimeSpan CommitDelay { get; set; }

    /// <summary>How many pages the file may have; counts for connections that the writer opens from now on.</summary>
    public int? PagesMaximum { get; set; }

    public int Commits => Volatile.Read(ref _commits);

    public DispatchHostOptions Options => With(new Dictionary<string, string>());

    public DispatchHostOptions With(IReadOnlyDictionary<string, string> settings) => new()
    {
        Time = TimeProvider.System,
        Settings = settings,
        Configure = builder =>
        {
            builder.Services.AddSingleton(new SqliteStoreOptions { Path = PathOf(builder), PrepareWriter = Prepare });
            builder.Services.AddSingleton(new JournalOptions { ProbeInterval = TimeSpan.FromMilliseconds(100) });
        },
    };

    private static string PathOf(WebApplicationBuilder builder) => builder.Configuration["Dispatch:Store"]!["sqlite:".Length..];

    private void Prepare(SqliteConnection connection)
    {
        raw.sqlite3_commit_hook(connection.Handle, _ => BeforeCommit(), null);
        if (PagesMaximum is { } pages)
        {
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
        }
    }

    private int BeforeCommit()
    {
        Interlocked.Increment(ref _commits);

        // On the writer's own thread, as a disk does.
        if (CommitDelay > TimeSpan.Zero)
        {
            Thread.Sleep(CommitDelay);
        }

        return 0;
    }
}
