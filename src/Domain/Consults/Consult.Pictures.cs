namespace Dispatch.Domain.Consults;

/// <summary>A consult as others see it.</summary>
public sealed partial record Consult
{
    public ConsultSummary ToSummary() => new(
        Ticket.Consult,
        Ticket.Clinic,
        Location,
        Ticket.Requirements.State,
        Ticket.Requirements.Services,
        Ticket.Requirements.Modality,
        Ticket.Priority,
        Status,
        Ticket.RequestedAt,
        Ticket.Sla,
        Status.IsServed() || Status == ConsultStatus.Completed ? AssignedOffer!.Provider : null,
        Number,
        FirstAcceptedAt,
        StartedAt,
        EndedAt,
        ExpiryReason,
        Decision,
        Order,
        Version)
    {
        OpensAt = Ticket.OpensAt,
    };

    public OpenConsult ToOpenConsult() => new(
        Ticket,
        Status,
        ServedBy,
        Number,
        Slot,
        OffersMade,
        AssignedAt,
        StartBy,
        StartedAt,
        EscalatedPromises,
        UpdatedAt,
        Version,
        GiveUpAt,
        StepsTaken,
        Units);
}
