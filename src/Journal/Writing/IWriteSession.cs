using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Writing;

/// <summary>
/// A store's one connection for writing, used by the writer's thread only: the seam between the group commit and a
/// store. Every member throws <see cref="StoreUnavailableException"/> when the store fails,
/// <see cref="RefusedByStoreException"/> when the data is at fault, and <see cref="LostRaceException"/> when another
/// process came in between.
/// </summary>
internal interface IWriteSession : IDisposable
{
    /// <summary>Begins a transaction. When another writer comes between its reading and its writing, it fails.</summary>
    void Begin();

    /// <summary>Reads the heads and holders that the planner needs into it.</summary>
    void Load(BatchPlanner planner);

    /// <summary>Writes, now or with <see cref="Commit"/>.</summary>
    void Write(BatchPlan plan);

    /// <exception cref="AppendOutcomeUnknownException">Only a reading of the stream can tell whether it took effect.</exception>
    void Commit();

    /// <summary>Ends the transaction without effect; nothing happens when there is none.</summary>
    void Rollback();

    /// <summary>The id of one event; null when there is none.</summary>
    EventId? ReadEventId(string stream, long version);

    /// <summary>Deletes, in a transaction of its own, claims that expired by <paramref name="now"/>.</summary>
    /// <returns>How many rows it deleted: fewer than <paramref name="rowsMaximum"/> when nothing is left.</returns>
    int CleanUp(DateTimeOffset now, int rowsMaximum);

    /// <summary>Does what a store has to do between transactions. The callers of the last one have heard of it, so it
    /// throws nothing.</summary>
    void Settle();

    /// <summary>Writes and commits something of no meaning.</summary>
    void Probe(DateTimeOffset now);
}
