using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Notes;

/// <summary>Draft notes of consults, one text per assignment.</summary>
public interface IDraftNotes
{
    /// <summary>Null when nothing was saved.</summary>
    Task<DraftNotes?> Find(ConsultId consult, int number, CancellationToken cancellationToken = default);

    /// <param name="notes">Its version is not read.</param>
    /// <param name="expectedVersion">The version that it was written on, 0 for none; null to overwrite whatever is there.</param>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now; nothing was written.</exception>
    Task<SaveNotesResult> Save(DraftNotes notes, long? expectedVersion);

    /// <summary>Deletes the notes whose provider does not serve their consult, or not any more. O(notes that are stored).</summary>
    /// <returns>How many.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now; nothing was deleted.</exception>
    Task<int> ForgetUnserved();
}
