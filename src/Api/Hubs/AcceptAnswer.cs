using System.Text.Json.Serialization;
using Dispatch.Domain.Consults;

namespace Dispatch.Api.Hubs;

/// <param name="Result"><c>assigned</c> or <c>gone</c>.</param>
/// <param name="Reason">Why it is gone.</param>
public sealed record AcceptAnswer(
    string Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProviderConsultBody? Consult,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GoneReason? Reason)
{
    public static AcceptAnswer Assigned(ProviderConsultBody consult) => new("assigned", consult, null);

    public static AcceptAnswer Gone(GoneReason reason) => new("gone", null, reason);
}
