using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Domain.Services;

namespace Dispatch.Api.Catalog;

/// <summary>One field of an order.</summary>
/// <param name="Name">Of the member in the order's JSON.</param>
/// <param name="Label">In English.</param>
/// <param name="Unit">Of a number.</param>
/// <param name="Choices">Only of a choice.</param>
public sealed record OrderFieldBody(
    string Name,
    string Label,
    OrderFieldKind Kind,
    bool Required,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Unit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<string>? Choices);
