using Dispatch.Journal;
using Dispatch.Journal.Queries;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>A store of its own for one test. Appends made before <see cref="Start"/> share one batch.</summary>
public abstract class JournalFixture : IAsyncDisposable
{
    public abstract IJournal Journal { get; }

    public abstract IOpenConsults OpenConsults { get; }

    public abstract IConsultQueries Consults { get; }

    public abstract IRegistryQueries Registry { get; }

    public abstract IGrainStates GrainStates { get; }

    public abstract ISettingQueries Settings { get; }

    public abstract IStoreHealth Health { get; }

    public abstract DateTimeOffset Now { get; }

    public abstract void Start();

    /// <summary>Stops the store and opens the same data again, not yet started.</summary>
    public abstract Task Reopen();

    public abstract void Advance(TimeSpan by);

    public abstract ValueTask DisposeAsync();
}
