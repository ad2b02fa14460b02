using System.Runtime.InteropServices;
using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>
/// Says why this ticket and this candidate: all that stood before them was passed over, and what would have but for the
/// share of its clinic was deferred. Counts come from their places; only as many as are listed are looked at.
/// </summary>
internal sealed class Explanation(
    WaitingLineLimits limits,
    OrderedChunks<WaitingTicket> line,
    ClinicShares shares,
    Candidates candidates,
    CandidateChoice choice)
{
    public MatchReason OfMatch(Lane lane, WaitingTicket ticket, DateTimeOffset now)
    {
        var before = TicketsBefore(ticket);
        var tickets = before + DeferredBefore(ticket);
        var isWindow = choice.WasWindow;
        var others = isWindow ? choice.LeftOut.Count : CandidatesBefore(choice.Best);
        var list = NewList(tickets, others);
        var next = 0;
        foreach (var earlier in line)
        {
            if (next == Listed(before))
            {
                break;
            }

            list[next++] = new PassedOver(earlier.Ticket.Consult.Value, WhyNobody(earlier, now));
        }

        next = ListDeferred(list, next, Listed(tickets));
        if (isWindow)
        {
            foreach (var provider in choice.LeftOut.Take(Listed(others)))
            {
                list[next++] = new PassedOver(provider.Value, ticket.Exclusions!.WhyNot(provider)!.Value);
            }
        }
        else if (others > 0)
        {
            foreach (var earlier in candidates.InOrder)
            {
                if (next == list.Length)
                {
                    break;
                }

                list[next++] = new PassedOver(earlier.Id.Value, WhyNot(ticket, earlier));
            }
        }

        return Reason(lane.CountCandidates(candidates), list, tickets + others);
    }

    /// <param name="group">What the claimant can do.</param>
    /// <param name="others">Who else could have been asked.</param>
    public MatchReason OfClaim(
        WaitingTicket ticket, ProviderId claimant, CandidateGroup group, int others, DateTimeOffset now)
    {
        var before = TicketsBefore(ticket);
        var tickets = before + DeferredBefore(ticket);
        var list = NewList(tickets, 0);
        var next = 0;
        foreach (var earlier in line)
        {
            if (next == Listed(before))
            {
                break;
            }

            list[next++] = new PassedOver(earlier.Ticket.Consult.Value, WhyNotClaimed(earlier, claimant, group, now));
        }

        ListDeferred(list, next, list.Length);
        return Reason(others + 1, list, tickets);
    }

    private int Listed(int count) => Math.Min(count, limits.PassedOverRecorded);

    private PassedOver[] NewList(int tickets, int others)
    {
        var length = Listed(tickets) + Listed(others);
        return length == 0 ? [] : new PassedOver[length];
    }

    private MatchReason Reason(int count, PassedOver[] list, int passedOver) =>
        new(candidates.Policy, count, ImmutableCollectionsMarshal.AsImmutableArray(list), passedOver);

    private int TicketsBefore(WaitingTicket ticket) => line.First == ticket ? 0 : line.CountBefore(ticket.Place);

    /// <summary>How many stand behind this ticket that would stand before it but for their clinics' shares.</summary>
    private int DeferredBefore(WaitingTicket ticket) => shares.DeferredCount == 0 || ticket.Place.IsDeferred
        ? 0
        : line.CountBefore(ticket.Place.Deferred) - shares.InFront(line.Count);

    private int ListDeferred(PassedOver[] list, int next, int end)
    {
        if (next == end)
        {
            return next;
        }

        var deferred = line.From(OrderKey.FirstDeferred);
        while (next < end && deferred.MoveNext())
        {
            list[next++] = new PassedOver(deferred.Current.Ticket.Consult.Value, PassedOverReason.Deferred);
        }

        return next;
    }

    private int CandidatesBefore(KnownProvider known) =>
        candidates.InOrder.First == known ? 0 : candidates.InOrder.CountBefore(known.Place);

    private PassedOverReason WhyNobody(WaitingTicket ticket, DateTimeOffset now)
    {
        if (!ticket.Class.HasCandidates())
        {
            return PassedOverReason.NoCandidate;
        }

        if (ticket.PreferredAt(now) is { } preferred)
        {
            var isEligible = candidates.Find(preferred) is { } known && ticket.Class.Allows(known.Group!);
            return isEligible ? PassedOverReason.AllExcluded : PassedOverReason.Preference;
        }

        return ticket.LanguageAt(now) is { } language && !ticket.Class.HasCandidates(language)
            ? PassedOverReason.Preference
            : PassedOverReason.AllExcluded;
    }

    private static PassedOverReason WhyNotClaimed(
        WaitingTicket ticket, ProviderId claimant, CandidateGroup group, DateTimeOffset now)
    {
        if (!ticket.Class.Allows(group))
        {
            return PassedOverReason.NoCandidate;
        }

        return ticket.Ticket.Preferences.Allow(claimant, group.Example.Languages, now)
            ? PassedOverReason.AllExcluded
            : PassedOverReason.Preference;
    }

    private static PassedOverReason WhyNot(WaitingTicket ticket, KnownProvider known)
    {
        if (!ticket.Class.Allows(known.Group!))
        {
            return PassedOverReason.NotEligible;
        }

        return ticket.Exclusions?.WhyNot(known.Id) ?? PassedOverReason.Preference;
    }
}
