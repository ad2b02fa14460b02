namespace Dispatch.Client.Contract;

/// <param name="State">Two letters.</param>
/// <param name="ExpiresOn">The last day on which the licence is valid.</param>
public sealed record License(string State, string Number, DateOnly ExpiresOn);
