namespace Dispatch.Tests.Integration.Stores;

/// <summary>
/// The store of one server under test, empty at first. Which kind is chosen for the whole run: every test that is not
/// about one of them runs on either.
/// </summary>
public abstract class TestStore : IDisposable
{
    /// <summary>Environment variable: <c>sqlite</c> (default) or <c>postgres</c>.</summary>
    public const string Choice = "DISPATCH_TEST_STORE";

    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable(Choice) switch
    {
        null or "" or "sqlite" => false,
        "postgres" => true,
        var other => throw new InvalidOperationException($"Expected {Choice} to be sqlite or postgres, found {other}."),
    };

    /// <summary>For <c>Dispatch:Store</c>.</summary>
    public abstract string Setting { get; }

    /// <param name="folder">The server's own.</param>
    /// <param name="empty">There must be nothing at all, not even a schema.</param>
    public static TestStore New(string folder, bool empty = false) =>
        IsPostgres ? new PostgresTestStore(empty) : new SqliteTestStore(folder);

    /// <summary>Looks past everything that a server could hide.</summary>
    internal abstract StoreReading Read();

    /// <summary>Somebody else's lock: until it is disposed, nobody else writes and everybody can read.</summary>
    public abstract IDisposable Lock();

    /// <summary>Fails when a server that drained left something that it should have closed.</summary>
    public abstract void AssertClosed();

    /// <summary>Everything that is stored, as it lies on the disk.</summary>
    public abstract IReadOnlyList<string> Files();

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
