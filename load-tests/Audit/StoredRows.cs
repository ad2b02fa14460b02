namespace Dispatch.LoadTests.Audit;

/// <summary>A row of <c>consults</c>.</summary>
public sealed record StoredConsult(string Consult, string Clinic, string State, string Status);

/// <summary>A row of <c>open_consults</c> that is not ended.</summary>
public sealed record StoredOpenConsult(string Consult, string Status, string? Provider);

/// <summary>A claim that is held.</summary>
public sealed record StoredClaim(string Scope, string Key, string Holder);

/// <summary>A row of <c>orders</c>.</summary>
public sealed record StoredOrder(string Id, string Consult, string Provider);
