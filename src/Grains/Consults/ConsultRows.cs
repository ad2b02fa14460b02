using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Journal.Rows;

namespace Dispatch.Grains.Consults;

/// <summary>The rows that one event of a consult changes, written in the event's transaction.</summary>
public static class ConsultRows
{
    /// <returns>The consult's own row comes first.</returns>
    public static ImmutableArray<RowChange> Of(Consult before, Consult after, ConsultEvent @event)
    {
        var patient = @event is ConsultRequested ? after.Patient : null;
        var rows = ImmutableArray.CreateBuilder<RowChange>(2);
        rows.Add(new ConsultRow(after.ToSummary(), after.ToOpenConsult(), patient, ColumnsOf(@event)));
        switch (@event)
        {
            case OfferMade made:
                rows.Add(Row(after, made.Offer, OfferOutcome.Open));
                break;
            case OfferDeclined declined:
                AddEnded(rows, before, after, declined.Offer, OfferOutcome.Declined);
                break;
            case OfferExpired expired:
                AddEnded(rows, before, after, expired.Offer, OfferOutcome.Expired);
                break;
            case OfferRescinded rescinded:
                AddEnded(rows, before, after, rescinded.Offer, OfferOutcome.Rescinded);
                break;
            case ConsultAssigned assigned:
                rows.Add(Row(after, assigned.Offer, OfferOutcome.Accepted));
                AddRescinded(rows, before, after, except: assigned.Offer.Id);
                break;
            case ConsultReleased or ConsultCancelled or ConsultExpired:
                AddRescinded(rows, before, after, except: null);
                break;
            case ConsultCompleted completed:
                AddRescinded(rows, before, after, except: null);
                AddOrder(rows, after, completed);
                if (after.Ticket.Preferences.PatientKey is { } patientKey)
                {
                    rows.Add(new PatientProviderRow(after.Ticket.Clinic, patientKey, completed.Provider, after.UpdatedAt));
                }

                break;
        }

        return rows.DrainToImmutable();
    }

    // Whatever is not sure to leave a column as it is names it.
    private static ConsultColumns ColumnsOf(ConsultEvent @event) => @event switch
    {
        ConsultAssigned => ConsultColumns.Provider | ConsultColumns.Acceptance,
        ConsultReleased => ConsultColumns.Provider,
        ConsultCompleted => ConsultColumns.End,
        ConsultStarted or ConsultEscalated => ConsultColumns.None,
        OfferMade or OfferDeclined or OfferExpired or OfferRescinded => ConsultColumns.None,
        _ => ConsultColumns.All,
    };

    private static void AddEnded(
        ImmutableArray<RowChange>.Builder rows, Consult before, Consult after, OfferId id, OfferOutcome outcome)
    {
        if (before.OpenOffers.FirstOrDefault(o => o.Id == id) is { } offer)
        {
            rows.Add(Row(after, offer, outcome));
        }
    }

    private static void AddRescinded(
        ImmutableArray<RowChange>.Builder rows, Consult before, Consult after, OfferId? except)
    {
        foreach (var offer in before.OpenOffers.Where(o => o.Id != except))
        {
            rows.Add(Row(after, offer, OfferOutcome.Rescinded));
        }
    }

    private static void AddOrder(ImmutableArray<RowChange>.Builder rows, Consult after, ConsultCompleted completed)
    {
        if (completed.Order is { } order)
        {
            rows.Add(new OrderRow(
                order,
                after.Ticket.Consult,
                after.Ticket.Clinic,
                completed.Provider,
                after.UpdatedAt,
                completed.Record));
        }
    }

    private static OfferRow Row(Consult after, OfferSummary offer, OfferOutcome outcome) => new(
        after.Ticket.Consult,
        after.Ticket.Requirements.State,
        offer,
        outcome,
        outcome == OfferOutcome.Open ? null : after.UpdatedAt);
}
