using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal.Notes;

namespace Dispatch.Journal.Tables;

internal sealed class DraftNotesTable(ITables tables) : IDraftNotes
{
    private const string Subject = "draft_notes";
    private const long RowBytes = 256;

    public Task<DraftNotes?> Find(ConsultId consult, int number, CancellationToken cancellationToken = default) =>
        tables.ReadFirst(
            "SELECT provider, version, saved_at, content FROM draft_notes WHERE consult = $1 AND number = $2",
            [consult.Value, (long)number],
            row => new DraftNotes(
                consult,
                number,
                ProviderId.Of(row.Text(0)),
                row.Number(1),
                row.Instant(2),
                new SealedData(row.Bytes(3))),
            cancellationToken);

    public Task<SaveNotesResult> Save(DraftNotes notes, long? expectedVersion)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return tables.Write<SaveNotesResult>(notes.Consult.Value, notes.Content.Ciphertext.Length, work =>
        {
            var current = work.Number(
                "SELECT version FROM draft_notes WHERE consult = $1 AND number = $2", notes.Consult.Value, (long)notes.Number)
                ?? 0;
            if (expectedVersion is { } expected && expected != current)
            {
                return new SaveNotesResult.Conflict(current);
            }

            // Of two processes that save at once one waits for the other's row, and then finds another version.
            var saved = work.Execute(
                """
                INSERT INTO draft_notes (consult, number, provider, version, saved_at, content)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (consult, number) DO UPDATE SET provider = excluded.provider, version = excluded.version,
                    saved_at = excluded.saved_at, content = excluded.content
                WHERE draft_notes.version = excluded.version - 1
                """,
                notes.Consult.Value,
                (long)notes.Number,
                notes.Provider.Value,
                current + 1,
                Microseconds.Of(notes.SavedAt),
                notes.Content.Ciphertext.ToArray());
            return saved == 1 ? new SaveNotesResult.Saved(current + 1) : new SaveNotesResult.Conflict(current + 1);
        });
    }

    public Task<int> ForgetUnserved() => tables.Write(Subject, RowBytes, work => work.Execute(
        """
        DELETE FROM draft_notes WHERE NOT EXISTS (
            SELECT 1 FROM consults WHERE consults.consult = draft_notes.consult AND consults.provider = draft_notes.provider
                AND consults.status IN ('assigned', 'inProgress'))
        """));
}
