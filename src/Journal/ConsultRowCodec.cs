using System.Text.Json;
using Dispatch.Domain.Consults;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal;

/// <summary>A consult's row as two bodies in UTF-8 JSON: the ticket, written once, and the progress, written each time.</summary>
internal static class ConsultRowCodec
{
    public static byte[] Ticket(ConsultRow row) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredTicket(row.Open.Ticket, row.Consult.Location), JournalJson.Default.StoredTicket);

    public static byte[] Progress(ConsultRow row)
    {
        var (consult, open) = (row.Consult, row.Open);
        return JsonSerializer.SerializeToUtf8Bytes(
            new ConsultProgress(
                consult.Status,
                consult.Version,
                open.UpdatedAt,
                open.GiveUpAt,
                consult.Provider,
                consult.Number,
                open.Slot,
                open.OffersMade,
                open.AssignedAt,
                open.StartBy,
                open.StartedAt,
                open.EscalatedPromises,
                consult.AcceptedAt,
                consult.EndedAt,
                consult.EndReason,
                consult.Decision,
                consult.Order,
                open.StepsTaken == 0 ? null : open.StepsTaken,
                open.Units == 0 ? null : open.Units),
            JournalJson.Default.ConsultProgress);
    }

    public static ConsultRow Row(ReadOnlySpan<byte> ticket, ReadOnlySpan<byte> progress, SealedData? patient)
    {
        var stored = JsonSerializer.Deserialize(ticket, JournalJson.Default.StoredTicket)!;
        var now = JsonSerializer.Deserialize(progress, JournalJson.Default.ConsultProgress)!;
        return new ConsultRow(Summary(stored, now), Open(stored, now), patient);
    }

    public static OpenConsult Open(ReadOnlySpan<byte> ticket, ReadOnlySpan<byte> progress) => Open(
        JsonSerializer.Deserialize(ticket, JournalJson.Default.StoredTicket)!,
        JsonSerializer.Deserialize(progress, JournalJson.Default.ConsultProgress)!);

    private static ConsultSummary Summary(StoredTicket stored, ConsultProgress now)
    {
        var (ticket, requirements) = (stored.Ticket, stored.Ticket.Requirements);
        return new ConsultSummary(
            ticket.Consult,
            ticket.Clinic,
            stored.Location,
            requirements.State,
            requirements.Services,
            requirements.Modality,
            ticket.Priority,
            now.Status,
            ticket.RequestedAt,
            ticket.Sla,
            now.Provider,
            now.Number,
            now.AcceptedAt,
            now.StartedAt,
            now.EndedAt,
            now.EndReason,
            now.Decision,
            now.Order,
            now.Version)
        {
            OpensAt = ticket.OpensAt,
        };
    }

    private static OpenConsult Open(StoredTicket stored, ConsultProgress now) => new(
        stored.Ticket,
        now.Status,
        now.Status.IsServed() ? now.Provider : null,
        now.Number,
        now.Slot,
        now.OffersMade,
        now.AssignedAt,
        now.StartBy,
        now.StartedAt,
        now.EscalatedPromises,
        now.UpdatedAt,
        now.Version,
        now.GiveUpAt,
        now.StepsTaken ?? 0,
        now.Units ?? 0);
}
