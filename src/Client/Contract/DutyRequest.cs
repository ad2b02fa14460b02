namespace Dispatch.Client.Contract;

/// <param name="Modalities">Null for all that the provider serves.</param>
public sealed record DutyRequest(IReadOnlyList<string>? Modalities);
