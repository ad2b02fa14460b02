namespace Dispatch.Client.Traffic;

/// <summary>What simulated patients and providers have seen; the source of the status line. Safe for concurrent use.</summary>
public sealed class TrafficRecord(TimeProvider time, TrafficOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TrackedConsult> _consults = [];
    private readonly Queue<string> _oldestFirst = new();
    private readonly Dictionary<string, DateTimeOffset> _openOffers = [];
    private readonly Queue<TimeSpan> _latencies = new();
    private long _requests;
    private long _completed;
    private long _errors;

    /// <param name="requestedAt">Timestamp of the time provider, from before the request was sent.</param>
    /// <param name="giveUpAt">When the server gives the consult up; null when it did not say.</param>
    public void Requested(string consultId, long requestedAt, DateTimeOffset? giveUpAt)
    {
        lock (_gate)
        {
            _requests++;
            var consult = Track(consultId);
            consult.RequestedAt = requestedAt;
            consult.GiveUpAt = giveUpAt;
            NoteLatency(consult);
        }
    }

    public void Offered(string consultId, string offerId, DateTimeOffset expiresAt)
    {
        lock (_gate)
        {
            _openOffers[offerId] = expiresAt;
            var consult = Track(consultId);
            if (consult.OfferedAt is null)
            {
                consult.OfferedAt = time.GetTimestamp();
                NoteLatency(consult);
            }
        }
    }

    public void OfferEnded(string offerId)
    {
        lock (_gate)
        {
            _openOffers.Remove(offerId);
        }
    }

    public void Accepted(string consultId)
    {
        lock (_gate)
        {
            Track(consultId).IsAccepted = true;
        }
    }

    public void Completed(string consultId)
    {
        lock (_gate)
        {
            _completed++;
            Track(consultId).IsAccepted = true;
        }
    }

    public void Failed()
    {
        lock (_gate)
        {
            _errors++;
        }
    }

    public TrafficCounts Count()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            // An offer that ran out while the provider was away is never ended by an event.
            foreach (var (offer, expiresAt) in _openOffers)
            {
                if (expiresAt <= now)
                    _openOffers.Remove(offer);
            }

            var waiting = _consults.Values.Count(
                consult => consult.RequestedAt is not null && !consult.IsAccepted && !(consult.GiveUpAt <= now));
            var sorted = _latencies.Order().ToArray();
            return new(_requests, waiting, _openOffers.Count, At(sorted, 0.5), At(sorted, 0.99), _completed, _errors);
        }
    }

    private static TimeSpan? At(TimeSpan[] sorted, double quantile) =>
        sorted.Length == 0 ? null : sorted[(int)Math.Ceiling(quantile * sorted.Length) - 1];

    private TrackedConsult Track(string consultId)
    {
        if (_consults.TryGetValue(consultId, out var known))
            return known;

        if (_oldestFirst.Count >= options.TrackedConsults)
            _consults.Remove(_oldestFirst.Dequeue());
        _oldestFirst.Enqueue(consultId);
        return _consults[consultId] = new TrackedConsult();
    }

    // An offer can reach its provider before the 201 reaches the patient: whichever comes second notes the time between.
    private void NoteLatency(TrackedConsult consult)
    {
        if (consult is not { RequestedAt: { } requestedAt, OfferedAt: { } offeredAt })
            return;

        if (_latencies.Count >= options.LatencyWindow)
            _latencies.Dequeue();
        _latencies.Enqueue(time.GetElapsedTime(requestedAt, offeredAt));
    }

    private sealed class TrackedConsult
    {
        public long? RequestedAt { get; set; }

        public long? OfferedAt { get; set; }

        public DateTimeOffset? GiveUpAt { get; set; }

        public bool IsAccepted { get; set; }
    }
}
