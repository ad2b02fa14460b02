namespace Dispatch.LoadTests.Measuring;

/// <summary>Turns the moments of a run into percentiles. Only requests that were due in the window count.</summary>
/// <param name="from">Timestamp of the window's start, inclusive.</param>
/// <param name="to">Timestamp of its end, exclusive.</param>
/// <param name="timestampFrequency">Timestamps per second.</param>
/// <param name="clinics">Whose requests; null for all.</param>
public sealed class LatencyTable(long from, long to, long timestampFrequency, IReadOnlySet<int>? clinics = null)
{
    public const string RequestToOffer = "request→offer";

    public IReadOnlyList<LatencyRow> Rows(ConsultBook book)
    {
        var answered = new Distribution(timestampFrequency);
        var offered = new Distribution(timestampFrequency);
        var assigned = new Distribution(timestampFrequency);
        var completed = new Distribution(timestampFrequency);
        foreach (var consult in Consults(book))
        {
            answered.Add(consult.ScheduledAt, consult.AnsweredAt);
            offered.Add(consult.ScheduledAt, consult.OfferedAt);
            assigned.Add(consult.AcceptedOfferAt, consult.AssignedAt);
            completed.Add(consult.ScheduledAt, consult.CompletedAt);
        }

        var late = new Distribution(timestampFrequency);
        foreach (var arrival in Arrivals(book))
            late.Add(arrival.ScheduledAt, arrival.SentAt);
        return
        [
            answered.Row("request→201"),
            offered.Row(RequestToOffer),
            assigned.Row("offer→assigned"),
            completed.Row("request→completed"),
            late.Row("generator late"),
        ];
    }

    /// <summary>From the scheduled arrival to the offer; a consult without an offer yet counts up to <paramref name="now"/>.</summary>
    public Distribution ToOffer(ConsultBook book, long now)
    {
        var offered = new Distribution(timestampFrequency);
        foreach (var consult in Consults(book))
            offered.Add(consult.ScheduledAt, consult.OfferedAt == 0 ? now : consult.OfferedAt);
        return offered;
    }

    /// <summary>Requests answered 201 that were due in the window.</summary>
    public int CountCreated(ConsultBook book) => Consults(book).Count();

    public int CountRefused(ConsultBook book) => Arrivals(book).Count(arrival => arrival.Status is not (0 or 201));

    /// <summary>Consults that were completed within the window, whenever they were due.</summary>
    public int CountCompleted(ConsultBook book)
    {
        var count = 0;
        for (var i = 0; i < book.Consults.Count; i++)
        {
            ref var consult = ref book.Consults[i];
            if (consult.CompletedAt >= from && consult.CompletedAt < to && (clinics is null || clinics.Contains(consult.Clinic)))
                count++;
        }

        return count;
    }

    private IEnumerable<ConsultRecord> Consults(ConsultBook book)
    {
        for (var i = 0; i < book.Consults.Count; i++)
        {
            var consult = book.Consults[i];
            if (consult.AnsweredAt != 0 && IsDue(consult.ScheduledAt, consult.Clinic))
                yield return consult;
        }
    }

    private IEnumerable<ArrivalRecord> Arrivals(ConsultBook book)
    {
        for (var i = 0; i < book.Arrivals.Count; i++)
        {
            var arrival = book.Arrivals[i];
            if (IsDue(arrival.ScheduledAt, arrival.Clinic))
                yield return arrival;
        }
    }

    private bool IsDue(long scheduledAt, int clinic) =>
        scheduledAt >= from && scheduledAt < to && (clinics is null || clinics.Contains(clinic));
}
