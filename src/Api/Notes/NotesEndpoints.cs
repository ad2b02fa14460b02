using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;

namespace Dispatch.Api.Notes;

/// <summary>Draft notes, saved as they are typed.</summary>
public static class NotesEndpoints
{
    /// <param name="own">What only providers may call.</param>
    public static void Map(IEndpointRouteBuilder own)
    {
        own.MapGet("/consults/{id}/notes", Get)
            .WithName("getNotes")
            .WithSummary("One's draft notes of a consult that one serves")
            .Produces<NotesBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
        own.MapPut("/consults/{id}/notes", Save)
            .WithName("saveNotes")
            .WithSummary("Saves the whole text of one's draft notes")
            .WithDescription(
                "Send the version that it was written on: when another tab saved meanwhile, it is refused with 409. Without a "
                + "version the last save counts. Notes are sealed under the clinic's key, and are for who serves the consult "
                + "as long as that lasts.")
            .Accepts<SaveNotesBody>("application/json")
            .Produces<NotesBody>()
            .Produces<ProblemBody>(StatusCodes.Status409Conflict, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
    }

    private static async Task<IResult> Get(
        Caller.OfProvider caller, string id, NoteKeeping notes, CancellationToken cancellationToken) =>
        await notes.Read(caller.Provider, id, cancellationToken) is { } body
            ? new JsonAnswer<NotesBody>(body, ApiJson.Default.NotesBody)
            : new Problem(ProblemTypes.NotFound);

    private static async Task<IResult> Save(
        Caller.OfProvider caller, string id, Body<SaveNotesBody> body, NoteKeeping notes)
    {
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var (saved, problem) = await notes.Save(caller.Provider, id, body.Value);
        return saved is null ? problem! : new JsonAnswer<NotesBody>(saved, ApiJson.Default.NotesBody);
    }
}
