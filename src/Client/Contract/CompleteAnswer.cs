namespace Dispatch.Client.Contract;

/// <param name="OrderId">Null unless approved.</param>
public sealed record CompleteAnswer(string? OrderId);
