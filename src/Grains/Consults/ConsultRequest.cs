using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Grains.Consults;

/// <summary>What a clinic asks for, validated. Names no patient in clear.</summary>
/// <param name="LineLimit">At how many who wait in the state the request is refused; null to ask nothing of the line.</param>
[GenerateSerializer, Immutable, Alias("consult-request")]
public sealed record ConsultRequest(
    [property: Id(0)] Ticket Ticket,
    [property: Id(1)] LocationId? Location,
    [property: Id(2)] SealedData Patient,
    [property: Id(3)] IdempotencyKey? Idempotency,
    [property: Id(4)] int? LineLimit = null);
