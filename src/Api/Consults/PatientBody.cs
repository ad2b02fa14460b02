using System.Text.Json.Serialization;

namespace Dispatch.Api.Consults;

/// <param name="BirthDate"><c>yyyy-MM-dd</c>.</param>
public sealed record PatientBody(
    string? GivenName,
    string? FamilyName,
    string? BirthDate,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Phone,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sex);
