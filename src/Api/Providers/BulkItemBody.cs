using System.Text.Json.Serialization;
using Dispatch.Api.Problems;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Providers;

/// <summary>What became of one item of a bulk request: <c>status</c> 201 with id and token, or a problem.</summary>
public sealed record BulkItemBody(
    int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProviderId? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccessToken,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors)
{
    public static BulkItemBody Created(ProviderBody provider) =>
        new(StatusCodes.Status201Created, provider.Id, provider.AccessToken, null, null, null);

    public static BulkItemBody Refused(Problem problem) =>
        new(problem.Type.Status, null, null, problem.Type.Uri, problem.Type.Title, problem.Errors);
}
