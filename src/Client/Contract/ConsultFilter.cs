namespace Dispatch.Client.Contract;

/// <summary>What a list of consults is narrowed to; null does not narrow.</summary>
public sealed record ConsultFilter(
    string? Status = null,
    string? State = null,
    DateTimeOffset? Since = null,
    string? Cursor = null);
