using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Grains.Consults;

/// <summary>What a clinic asks for, validated. Names no patient in clear.</summary>
[GenerateSerializer, Immutable, Alias("consult-request")]
public sealed record ConsultRequest(
    [property: Id(0)] Ticket Ticket,
    [property: Id(1)] LocationId? Location,
    [property: Id(2)] SealedData Patient,
    [property: Id(3)] IdempotencyKey? Idempotency);
