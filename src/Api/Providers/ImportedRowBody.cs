using System.Text.Json.Serialization;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Providers;

/// <summary>What became of one row of a file.</summary>
/// <param name="Row">As a spreadsheet shows it: the header is row 1.</param>
/// <param name="Status"><c>created</c>, <c>updated</c>, <c>unchanged</c>, <c>valid</c> (of a dry run) or <c>refused</c>.</param>
/// <param name="AccessToken">Only in the answer that created the provider.</param>
/// <param name="Errors">What would be right, by column; <c>row</c> for the row as a whole. Only of a refused row.</param>
public sealed record ImportedRowBody(
    int Row,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProviderId? ProviderId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccessToken = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null)
{
    public const string Created = "created";
    public const string Updated = "updated";
    public const string Unchanged = "unchanged";
    public const string Valid = "valid";
    public const string Refused = "refused";

    public static ImportedRowBody RefusedFor(int row, string column, string expected) =>
        new(row, Refused, Errors: new Dictionary<string, string[]> { [column] = [expected] });
}
