using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>The lanes that have tickets, queued by their first tickets: the line without what need not be looked at.</summary>
internal sealed class Lanes(Candidates candidates)
{
    private readonly Dictionary<ProviderId, List<Lane>> _preferring = [];

    /// <summary>Lanes of tickets that prefer a provider are queued only while that provider is a candidate.</summary>
    public OrderedChunks<Lane> Queue { get; } = new();

    /// <summary>The lanes of tickets that prefer this provider; null when there are none.</summary>
    public List<Lane>? Preferring(ProviderId provider) =>
        _preferring.Count == 0 ? null : _preferring.GetValueOrDefault(provider);

    /// <summary>Puts the ticket into the lane it belongs to now, if any, and takes it out of any other.</summary>
    public void Place(WaitingTicket ticket, DateTimeOffset now)
    {
        var lane = LaneOf(ticket, now);
        if (lane == ticket.Lane)
        {
            return;
        }

        Leave(ticket);
        if (lane is not null)
        {
            ticket.Lane = lane;
            lane.Tickets.Insert(ticket.Place, ticket);
            Requeue(lane);
        }
    }

    public void Leave(WaitingTicket ticket)
    {
        if (ticket.Lane is not { } lane)
        {
            return;
        }

        ticket.Lane = null;
        lane.Tickets.Remove(ticket.Place);
        Requeue(lane);
        if (lane.Tickets.Count == 0)
        {
            Forget(lane);
        }
    }

    /// <summary>Gives the ticket another place in the order, in the lane it is in.</summary>
    public void Move(WaitingTicket ticket, in OrderKey place)
    {
        if (ticket.Lane is not { } lane)
        {
            ticket.Place = place;
            return;
        }

        lane.Tickets.Move(ticket.Place, place);
        ticket.Place = place;
        Requeue(lane);
    }

    /// <summary>To be told when the provider has become a candidate or is none any more.</summary>
    public void CandidateChanged(ProviderId provider) => Preferring(provider)?.ForEach(Requeue);

    private Lane? LaneOf(WaitingTicket ticket, DateTimeOffset now)
    {
        if (ticket.PreferredAt(now) is { } preferred)
        {
            return ticket.Excludes(preferred) ? null : LanePreferring(preferred, ticket.Class);
        }

        var excluded = ticket.Exclusions is { Providers: { Length: > 0 } some } ? some : RequirementClass.Nobody;
        var language = ticket.LanguageAt(now);
        if (excluded.Length == 0 && language is null)
        {
            return ticket.Class.Plain;
        }

        var key = new LaneKey(language, excluded);
        if (!ticket.Class.Narrower.TryGetValue(key, out var lane))
        {
            lane = new Lane(ticket.Class, null, key);
            ticket.Class.Narrower.Add(key, lane);
        }

        return lane;
    }

    private Lane LanePreferring(ProviderId preferred, RequirementClass requirements)
    {
        if (!_preferring.TryGetValue(preferred, out var lanes))
        {
            _preferring.Add(preferred, lanes = []);
        }

        foreach (var lane in lanes)
        {
            if (lane.Class == requirements)
            {
                return lane;
            }
        }

        lanes.Add(new Lane(requirements, preferred, new LaneKey(null, RequirementClass.Nobody)));
        return lanes[^1];
    }

    private void Forget(Lane lane)
    {
        if (lane.Preferred is null)
        {
            lane.Class.Narrower.Remove(lane.Key);
        }
        else if (lane.Preferred is { } preferred && _preferring.TryGetValue(preferred, out var lanes))
        {
            lanes.Remove(lane);
            if (lanes.Count == 0)
            {
                _preferring.Remove(preferred);
            }
        }
    }

    private void Requeue(Lane lane)
    {
        var isQueued = lane.Tickets.Count > 0
            && (lane.Preferred is not { } preferred || candidates.Find(preferred) is not null);
        if (lane.QueuedAt is { } queuedAt)
        {
            if (isQueued && queuedAt == lane.Tickets.FirstKey)
            {
                return;
            }

            Queue.Remove(queuedAt);
            lane.QueuedAt = null;
        }

        if (isQueued)
        {
            lane.QueuedAt = lane.Tickets.FirstKey;
            Queue.Insert(lane.Tickets.FirstKey, lane);
        }
    }
}
