namespace Dispatch.Client.Contract;

public sealed record PatientIdentity(
    string GivenName,
    string FamilyName,
    DateOnly BirthDate,
    string? Email = null,
    string? Phone = null,
    string? Sex = null);
