using Dispatch.Api.Security;

namespace Dispatch.Api.Sessions;

/// <summary>One session of this browser.</summary>
/// <param name="Subject">A provider's or clinic's id; null for the operator.</param>
/// <param name="Name">To greet with.</param>
/// <param name="SignsOffAt">When it ends unless something is done before.</param>
/// <param name="EndsAt">When it ends whatever is done.</param>
/// <param name="IdleSeconds">How long nothing may be done.</param>
public sealed record SessionBody(
    CallerKind Kind,
    string? Subject,
    string Name,
    DateTimeOffset SignedInAt,
    DateTimeOffset SignsOffAt,
    DateTimeOffset EndsAt,
    int IdleSeconds);
