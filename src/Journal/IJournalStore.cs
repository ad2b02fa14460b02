using Dispatch.Journal.History;
using Dispatch.Journal.Notes;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Sessions;
using Dispatch.Journal.Vault;

namespace Dispatch.Journal;

/// <summary>The whole journal on one store, as one process uses it.</summary>
public interface IJournalStore : IAsyncDisposable
{
    IJournal Journal { get; }

    IOpenConsults OpenConsults { get; }

    IConsultQueries Consults { get; }

    IConsultTable ConsultTable { get; }

    IRegistryQueries Registry { get; }

    IClaimQueries Claims { get; }

    ISettingQueries Settings { get; }

    IClinicKeys ClinicKeys { get; }

    IGrainStates GrainStates { get; }

    ISessionStore Sessions { get; }

    IDraftNotes DraftNotes { get; }

    IWaitHistory WaitHistory { get; }

    IProviderFigures ProviderFigures { get; }

    INodeReports NodeReports { get; }

    IStoreHealth Health { get; }

    /// <summary>Brings the schema up to date and starts the writer. Appends made before wait until then.
    /// <see cref="IAsyncDisposable.DisposeAsync"/> writes what is queued and closes the store; appends and queries that
    /// come later are refused.</summary>
    /// <exception cref="InvalidOperationException">The database was written by a newer version.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be opened, or not written.</exception>
    void Start();
}
