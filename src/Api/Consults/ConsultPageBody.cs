namespace Dispatch.Api.Consults;

/// <param name="Items">Newest first.</param>
/// <param name="NextCursor">For the next page; null on the last one.</param>
public sealed record ConsultPageBody(IReadOnlyList<ConsultBody> Items, string? NextCursor);
