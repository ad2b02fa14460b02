using System.Text.Json.Serialization;
using Dispatch.Domain.Consults;

namespace Dispatch.Api.Hubs;

/// <param name="Result"><c>declined</c>, or <c>gone</c> when there was nothing left to decline.</param>
public sealed record DeclineAnswer(
    string Result, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GoneReason? Reason);
