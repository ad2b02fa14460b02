namespace Dispatch.Client.Contract;

/// <param name="NextCursor">Null on the last page.</param>
public sealed record ConsultPage(IReadOnlyList<ConsultView> Items, string? NextCursor);
