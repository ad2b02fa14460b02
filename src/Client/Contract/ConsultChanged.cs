namespace Dispatch.Client.Contract;

/// <summary>A consult has moved on, as told to its provider or its clinic.</summary>
/// <param name="Seq">Place in the receiver’s stream.</param>
/// <param name="Status">One of <see cref="ConsultStatus"/>.</param>
public sealed record ConsultChanged(long Seq, string? ConsultId, string? Status, string? Reason);
