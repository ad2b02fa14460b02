using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using static Dispatch.Tests.Unit.Domain.Pools.LineSamples;

namespace Dispatch.Tests.Unit.Domain.Pools;

/// <summary>Random operations on a waiting line and on its definition must give the same answers.</summary>
public class WaitingLineProperties
{
    private static readonly string[] ServiceSets = ["botox", "glp1", "hormone", "botox glp1"];
    private static readonly string[] Privileges = ["*", "botox glp1", "hormone", "botox"];
    private static readonly string[] Modalities = ["Live", "Async", "Live Async"];
    private static readonly string[] Spoken = ["", "en", "es", "en es"];
    private static readonly string[] Clinics = ["1", "1", "1", "2", "3"];
    private static readonly string[] OtherStates = ["", "TX", "NV", "TX NV"];

    [Fact]
    public void Answers_AreThoseOfTheDefinition() => RandomOperations.Check(400, 300, operations =>
    {
        var limits = new WaitingLineLimits
        {
            ExclusionsPerTicket = 3,
            PassedOverRecorded = 3,
            FlexibilityWindow = 3,
            IdleKindsKept = 4,
            SpareTicketsKept = 2,
            FrontPerClinic = 2,
            SpareSharesKept = 1,
        };
        var need = new FixedNeed { ["TX"] = 2, ["NV"] = 1 };
        var idleTimes = new FixedIdleTimes();
        var line = new WaitingLine(limits, need, idleTimes);
        var reference = new ReferenceLine(limits, need, idleTimes);
        var now = Noon;
        foreach (var operation in operations)
        {
            Apply(new Dice(operation), line, reference, idleTimes, ref now);
        }
    });

    [Fact]
    public void Positions_InALongLine_AreThoseOfTheDefinition() => RandomOperations.Check(25, 8000, operations =>
    {
        // Of one clinic, so that deferring changes nothing.
        var line = new WaitingLine(WaitingLineLimits.Default, new FixedNeed(), new FixedIdleTimes());
        List<TicketOrder> sorted = [];
        Dictionary<int, Ticket> waiting = [];
        var last = 0;
        var removals = operations.Length > 0 ? 1 + (operations[0] % 4) : 1;
        for (var i = 0; i < operations.Length; i++)
        {
            // Grows in the first half and, by turns of the seed, shrinks in the second.
            var dice = new Dice(operations[i]);
            var kind = dice.Next(6) + (i > operations.Length / 2 ? removals : 0);
            var name = dice.Next(2000);
            if (kind <= 3 && !waiting.ContainsKey(name))
            {
                last++;
                var ticket = Ticket($"{name:0000}", deadline: kind < 2 ? last : dice.Next(last) + (0.5 * kind));
                Assert.True(line.Add(ticket));
                waiting.Add(name, ticket);
                sorted.Insert(~sorted.BinarySearch(ticket.Order), ticket.Order);
            }
            else if (kind == 4 && sorted.Count > 0)
            {
                name = int.Parse(sorted[0].Consult.Value[4..]);
                RemoveFromBoth(name);
            }
            else if (waiting.ContainsKey(name))
            {
                RemoveFromBoth(name);
            }

            Assert.Equal(sorted.Count, line.Count);
            Assert.Equal(sorted.Count == 0 ? null : sorted[0].Consult, line.Head?.Consult);
            var asked = dice.Next(2000);
            var position = waiting.TryGetValue(asked, out var found) ? sorted.BinarySearch(found.Order) + 1 : 0;
            Assert.Equal(position, line.PositionOf(Consult($"{asked:0000}")));
        }

        line.SetCandidate(Candidate("p"));
        foreach (var order in sorted)
        {
            Assert.Equal(order.Consult, line.FindMatch(Noon)?.Ticket.Consult);
            Assert.True(line.Remove(order.Consult));
        }

        void RemoveFromBoth(int name)
        {
            Assert.True(line.Remove(waiting[name].Consult));
            sorted.RemoveAt(sorted.BinarySearch(waiting[name].Order));
            waiting.Remove(name);
        }
    });

    private static void Apply(
        Dice dice, WaitingLine line, ReferenceLine reference, FixedIdleTimes idleTimes, ref DateTimeOffset now)
    {
        var kind = dice.Next(18);
        var consult = Consult($"{dice.Next(20)}");
        var provider = Provider($"{dice.Next(6)}");
        switch (kind)
        {
            case < 4:
                var ticket = RandomTicket(consult, dice);
                Assert.Equal(reference.Add(ticket), line.Add(ticket));
                if (reference.Tickets.Contains(ticket))
                {
                    Assert.Equal(reference.Ahead(ticket), line.Ahead(ticket.Order, ticket.Clinic));
                    Assert.Equal(line.PositionOf(consult), line.Ahead(ticket.Order, ticket.Clinic) + 1);
                }

                break;
            case < 6:
                Assert.Equal(reference.Remove(consult), line.Remove(consult));
                break;
            case < 8:
                var until = dice.Next(3) == 0 ? DateTimeOffset.MaxValue : now.AddSeconds(dice.Next(20));
                var why = until == DateTimeOffset.MaxValue
                    ? dice.OneIn(2) ? PassedOverReason.Declined : PassedOverReason.Asked
                    : PassedOverReason.Held;
                reference.Exclude(consult, provider, until, why);
                line.Exclude(consult, provider, until, why);
                break;
            case 8 when dice.Next(3) == 0:
                reference.Forget(consult);
                line.Forget(consult);
                break;
            case 8:
                reference.Admit(consult, provider, PassedOverReason.Asked);
                line.Admit(consult, provider, PassedOverReason.Asked);
                break;
            case < 12:
                var candidate = RandomCandidate(provider, now, dice);
                Assert.Equal(reference.SetCandidate(candidate), line.SetCandidate(candidate));
                break;
            case 12:
                var stamp = dice.Next(5);
                Assert.Equal(reference.RemoveCandidate(provider, stamp), line.RemoveCandidate(provider, stamp));
                break;
            case 13:
                reference.Asked(provider, now);
                line.Asked(provider, now);
                break;
            case 14:
                now = now.AddSeconds(dice.Next(12));
                break;
            case 15 or 16:
                idleTimes[provider.Value[4..]] = dice.Next(3) == 0 ? DateTimeOffset.MaxValue : now.AddSeconds(-dice.Next(5));
                break;
            default:
                reference.Policy = line.Policy = (DistributionPolicy)dice.Next(3);
                break;
        }

        AssertSame(line, reference, RandomCandidate(provider, now, dice), now);
    }

    private static void AssertSame(WaitingLine line, ReferenceLine reference, Candidate claimant, DateTimeOffset now)
    {
        AssertSame(reference.FindMatch(now), line.FindMatch(now));
        AssertSame(reference.FindFor(claimant, now), line.FindFor(claimant, now));
        Assert.Equal(reference.AskAgainAt(now), line.AskAgainAt(now));
        Assert.Equal(reference.Tickets.Count, line.Count);
        foreach (var modality in Enum.GetValues<Modality>())
        {
            Assert.Equal(reference.Tickets.Count(t => t.Requirements.Modality == modality), line.CountFor(modality));
        }

        Assert.Equal(reference.Tickets.Count == 0 ? null : reference.Tickets[0], line.Head);
        Assert.Equal(reference.Candidates.Count, line.CandidateCount);
        Assert.Equal(
            reference.Candidates.Count(c => c.Modalities.Contains(Modality.Live)),
            line.CandidateCountFor(Modality.Live));
        foreach (var ticket in reference.Tickets)
        {
            Assert.Equal(reference.PositionOf(ticket.Consult), line.PositionOf(ticket.Consult));
        }
    }

    private static void AssertSame(Match? expected, Match? actual)
    {
        Assert.Equal(
            (expected?.Ticket, expected?.Candidate, expected?.NextIdleSince),
            (actual?.Ticket, actual?.Candidate, actual?.NextIdleSince));
        Assert.Equal(expected?.Reason.PassedOver.AsEnumerable(), actual?.Reason.PassedOver.AsEnumerable());
        Assert.Equal(
            (expected?.Reason.Policy, expected?.Reason.Candidates, expected?.Reason.PassedOverCount),
            (actual?.Reason.Policy, actual?.Reason.Candidates, actual?.Reason.PassedOverCount));
    }

    private static Ticket RandomTicket(ConsultId consult, Dice dice)
    {
        var preferred = dice.Next(3) == 0 ? $"{dice.Next(6)}" : null;
        return Ticket(
            consult.Value[4..],
            deadline: 10 * dice.Next(5),
            priority: (Priority)dice.Next(2),
            modality: (Modality)(1 + dice.Next(2)),
            services: ServiceSets[dice.Next(4)],
            preferred: preferred,
            preferredUntil: 5 * dice.Next(40),
            language: dice.Next(3) == 0 ? Spoken[1 + dice.Next(2)] : null,
            last: dice.Next(3) == 0 ? $"{dice.Next(6)}" : null,
            clinic: dice.Of(Clinics));
    }

    private static Candidate RandomCandidate(ProviderId provider, DateTimeOffset now, Dice dice) => Candidate(
        provider.Value[4..],
        idleSince: (now - Noon).TotalSeconds - dice.Next(4),
        credential: dice.Next(2) == 0 ? Credential.MD : Credential.PA,
        modalities: Modalities[dice.Next(3)],
        services: Privileges[dice.Next(4)],
        licensedUntil: (now - Noon).TotalSeconds + (dice.Next(4) == 0 ? dice.Next(10) : 500),
        otherStates: OtherStates[dice.Next(4)],
        stamp: dice.Next(4),
        languages: Spoken[dice.Next(4)]);
}
