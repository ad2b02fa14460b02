namespace Dispatch.Journal.Rows;

/// <summary>Table <c>access_keys</c>, key hash: who presents a bearer token. The token itself is nowhere.</summary>
public sealed record AccessKeyRow(
    ReadOnlyMemory<byte> TokenHash,
    string Subject,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt) : RowChange;
