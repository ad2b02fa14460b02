using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Api.Operations;

/// <summary>Something that happened, before it has its number: ids and what it was, never the patient.</summary>
/// <param name="Kind">A constant, for instance <c>offer.declined</c>.</param>
public readonly record struct OperationEvent(string Kind)
{
    public StateCode? State { get; init; }

    public ConsultId? Consult { get; init; }

    public ClinicId? Clinic { get; init; }

    public ProviderId? Provider { get; init; }

    public OfferId? Offer { get; init; }

    /// <summary>A word of the domain.</summary>
    public string? Detail { get; init; }
}
