using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using static Dispatch.Tests.Unit.Domain.Pools.LineSamples;

namespace Dispatch.Tests.Unit.Domain.Pools;

/// <summary>What clinics that share a line may rely on, whatever the others do.</summary>
public class ClinicShareProperties
{
    private const int Front = 4;

    private static readonly WaitingLineLimits Limits = new() { FrontPerClinic = Front };

    [Fact]
    public void OneClinicAlone_IsServedByPriorityDeadlineAndId() => RandomOperations.Check(100, 60, operations =>
    {
        var tickets = Draw(operations, clinics: 1);

        Assert.Equal(tickets.Select(t => t.Order).Order().Select(o => o.Consult), Serve(LineWith(tickets)));
    });

    [Fact]
    public void Order_FollowsFromTheTicketsAlone_HoweverTheyCameAndWhoeverWasServedBetween() => RandomOperations.Check(200, 60, operations =>
    {
        var tickets = Draw(operations, clinics: 3);
        var lived = LineWith(tickets);
        for (var i = 0; i < tickets.Length; i += 3)
        {
            // Taken in hand and put back, as after a refusal or a release.
            lived.Remove(tickets[i].Consult);
            lived.Add(tickets[i]);
        }

        for (var i = 0; i < tickets.Length; i += 2)
        {
            lived.Remove(tickets[i].Consult);
        }

        var rebuilt = LineWith(tickets.Where((_, i) => i % 2 == 1).OrderBy(t => t.RequestedAt).ThenBy(t => t.Consult));
        Assert.Equal(OrderOf(rebuilt, tickets), OrderOf(lived, tickets));
        Assert.Equal(Serve(rebuilt), Serve(lived));
    });

    [Fact]
    public void AClinicWithinItsShare_IsNeverBehindMoreThanTheShareOfAnother() => RandomOperations.Check(200, 60, operations =>
    {
        var flood = Draw(operations, clinics: 1, clinic: "flood");
        var others = Enumerable.Range(0, Front).Select(i => Ticket($"other{i}", 1000 + i, clinic: "other")).ToArray();

        var order = OrderOf(LineWith([.. flood, .. others]), [.. flood, .. others]);

        var last = order.IndexOf(others[^1].Consult);
        Assert.Equal(Math.Min(flood.Length, Front), order.Take(last).Count(c => c.Value.StartsWith("cns_flood", StringComparison.Ordinal)));
    });

    [Fact]
    public void EveryTicket_IsServed_WhileSomebodyMayServeIt() => RandomOperations.Check(100, 60, operations =>
    {
        var tickets = Draw(operations, clinics: 2);

        Assert.Equal(tickets.Select(t => t.Consult).Order(), Serve(LineWith(tickets)).Order());
    });

    [Fact]
    public void Places_OfTwoTickets_AreNeverTheSame() => RandomOperations.Check(100, 60, operations =>
    {
        var tickets = Draw(operations, clinics: 3);
        var line = LineWith(tickets);

        Assert.Equal(Enumerable.Range(1, tickets.Length), tickets.Select(t => line.PositionOf(t.Consult)).Order());
    });

    private static Ticket[] Draw(int[] operations, int clinics, string clinic = "") =>
        [.. operations.Select((operation, i) =>
        {
            var dice = new Dice(operation);
            return Ticket(
                $"{clinic}{i:00}",
                deadline: 10 * dice.Next(6),
                priority: (Priority)dice.Next(2),
                clinic: clinic + dice.Next(clinics));
        })];

    private static WaitingLine LineWith(IEnumerable<Ticket> tickets)
    {
        var line = new WaitingLine(Limits, new FixedNeed(), new FixedIdleTimes());
        foreach (var ticket in tickets)
        {
            Assert.True(line.Add(ticket));
        }

        return line;
    }

    /// <summary>Who stands where now.</summary>
    private static List<ConsultId> OrderOf(WaitingLine line, IEnumerable<Ticket> tickets) =>
        [.. tickets.Select(t => t.Consult).Where(c => line.PositionOf(c) > 0).OrderBy(line.PositionOf)];

    /// <summary>In which order one provider is asked to serve them all.</summary>
    private static List<ConsultId> Serve(WaitingLine line)
    {
        var served = new List<ConsultId>();
        line.SetCandidate(Candidate("p"));
        while (line.FindMatch(Noon) is { } match)
        {
            served.Add(match.Ticket.Consult);
            line.Remove(match.Ticket.Consult);
        }

        return served;
    }
}
