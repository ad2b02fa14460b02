using System.Text;
using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.ProviderConsole;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Notes;
using Dispatch.Journal.Vault;

namespace Dispatch.Api.Notes;

/// <summary>Keeps what providers write while they serve: sealed, one text per assignment, and for them alone.</summary>
public sealed class NoteKeeping(
    OwnConsults consults, IDraftNotes store, IPatientVault vault, ApiLimits limits, TimeProvider time)
{
    /// <returns>Null when the provider does not serve the consult.</returns>
    public async Task<NotesBody?> Read(ProviderId provider, string id, CancellationToken cancellationToken)
    {
        if (await consults.Find(provider, id) is not { Summary: var consult })
        {
            return null;
        }

        var saved = await store.Find(consult.Id, consult.Number, cancellationToken);
        return saved is null
            ? new NotesBody(consult.Id, consult.Number, 0, "", null)
            : new NotesBody(consult.Id, consult.Number, saved.Version, await Open(consult, saved), saved.SavedAt);
    }

    /// <returns>The notes as they are from now on, durable; or why not.</returns>
    public async Task<(NotesBody? Notes, Problem? Problem)> Save(ProviderId provider, string id, SaveNotesBody body)
    {
        var errors = new FieldErrors();
        if (body.Text is null)
        {
            errors.Add("text", "Required.");
        }

        TextRules.Check(errors, "text", body.Text, limits.NotesLength, lines: true);
        if (body.Version < 0)
        {
            errors.Add("version", "Expected the version that was read, 0 for the first, or null.");
        }

        if (errors.Any)
        {
            return (null, errors.ToProblem());
        }

        if (await consults.Find(provider, id) is not { Summary: var consult })
        {
            return (null, new Problem(ProblemTypes.Gone, "The consult is not served by this provider, or not any more."));
        }

        var now = time.GetJournalNow();
        var content = await vault.Seal(consult.Clinic, consult.Id, Encoding.UTF8.GetBytes(body.Text!));
        return await store.Save(
            new DraftNotes(consult.Id, consult.Number, provider, 0, now, content), body.Version) switch
        {
            SaveNotesResult.Saved(var version) => (new NotesBody(consult.Id, consult.Number, version, body.Text!, now), null),
            SaveNotesResult.Conflict(var current) => (null, new Problem(
                ProblemTypes.VersionConflict, $"Expected version {current}, found {body.Version}: read it again.")),
            _ => throw new InvalidOperationException("Save answered nothing known."),
        };
    }

    // A clinic whose key was erased has no readable notes either.
    private async Task<string> Open(ConsultSummary consult, DraftNotes notes) =>
        await vault.Open(consult.Clinic, consult.Id, notes.Content) is { } clear ? Encoding.UTF8.GetString(clear.Span) : "";
}
