using System.Text.Json.Serialization;

namespace Dispatch.Api.Problems;

/// <summary>Problem details as they are sent.</summary>
/// <param name="Type">Stable: decide by it.</param>
/// <param name="OpensAt">Of <c>closed</c>: when consults are served again.</param>
/// <param name="Errors">What would be right, by the field's JSON path; only where fields are wrong.</param>
public sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? OpensAt = null);
