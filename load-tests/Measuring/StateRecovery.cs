namespace Dispatch.LoadTests.Measuring;

/// <summary>When each state offered again what was asked for after a fault.</summary>
public static class StateRecovery
{
    /// <param name="book">Of the whole run.</param>
    /// <param name="states">Of the arrivals, by their number modulo the count.</param>
    /// <param name="since">Timestamp of the fault.</param>
    /// <returns>For each state, in the order of names, the timestamp of its first offer of a consult that was due after the
    /// fault; null when there was none.</returns>
    public static IReadOnlyList<(string State, long? OfferedAt)> FirstOffers(ConsultBook book, IReadOnlyList<string> states, long since)
    {
        var first = states.Distinct().Order(StringComparer.Ordinal).ToDictionary(state => state, _ => (long?)null);
        for (var i = 0; i < book.Arrivals.Count; i++)
        {
            var arrival = book.Arrivals[i];
            if (arrival.ScheduledAt <= since || arrival.Consult < 0)
                continue;
            var (state, at) = (states[i % states.Count], book.Consults[arrival.Consult].OfferedAt);
            if (at != 0 && !(at >= first[state]))
                first[state] = at;
        }

        return [.. first.Select(pair => (pair.Key, pair.Value))];
    }

    /// <param name="book">Of the whole run.</param>
    /// <param name="since">Timestamp; what was due earlier does not count.</param>
    /// <returns>The longest time, in timestamps, from when a consult that was answered 201 was due to its first offer; null
    /// when one was never offered.</returns>
    public static long? LongestToOffer(ConsultBook book, long since)
    {
        var longest = 0L;
        for (var i = 0; i < book.Consults.Count; i++)
        {
            var consult = book.Consults[i];
            if (consult.AnsweredAt == 0 || consult.ScheduledAt < since)
                continue;
            if (consult.OfferedAt == 0)
                return null;
            longest = Math.Max(longest, consult.OfferedAt - consult.ScheduledAt);
        }

        return longest;
    }
}
