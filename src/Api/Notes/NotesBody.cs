using Dispatch.Domain.Ids;

namespace Dispatch.Api.Notes;

/// <summary>The draft notes of the provider who serves a consult.</summary>
/// <param name="Version">Send it with the next save; 0 as long as nothing was saved.</param>
/// <param name="SavedAt">Null as long as nothing was saved.</param>
public sealed record NotesBody(
    ConsultId ConsultId, int AssignmentNumber, long Version, string Text, DateTimeOffset? SavedAt);
