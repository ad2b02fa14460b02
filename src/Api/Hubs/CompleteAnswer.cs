using System.Text.Json.Serialization;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Hubs;

/// <param name="OrderId">Only of an approval.</param>
public sealed record CompleteAnswer([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OrderId? OrderId);
