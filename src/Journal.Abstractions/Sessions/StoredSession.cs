namespace Dispatch.Journal.Sessions;

/// <summary>A browser's session as the store has it.</summary>
/// <param name="TokenHash">SHA-256 of the token; the token itself is nowhere.</param>
/// <param name="Kind">What the subject is, in a word.</param>
/// <param name="Subject">Whose session it is.</param>
/// <param name="SeenAt">When something was last done with it; written now and then only.</param>
/// <param name="EndsAt">When it ends whatever is done.</param>
/// <param name="EndedAt">When it was ended before; null otherwise.</param>
public sealed record StoredSession(
    ReadOnlyMemory<byte> TokenHash,
    string Kind,
    string Subject,
    DateTimeOffset CreatedAt,
    DateTimeOffset SeenAt,
    DateTimeOffset EndsAt,
    DateTimeOffset? EndedAt);
