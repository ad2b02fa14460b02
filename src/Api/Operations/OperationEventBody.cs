using System.Text.Json.Serialization;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Api.Operations;

/// <summary>Something that happened: ids and what it was, never the patient.</summary>
/// <param name="Seq">Grows within one process.</param>
/// <param name="Kind">For instance <c>consult.assigned</c>, <c>offer.declined</c>, <c>provider.suspended</c>, <c>node.draining</c>.</param>
/// <param name="Detail">A word of the domain, for instance why something expired.</param>
public sealed record OperationEventBody(
    long Seq,
    DateTimeOffset At,
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StateCode? State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConsultId? ConsultId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ClinicId? ClinicId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProviderId? ProviderId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OfferId? OfferId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail);
