using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Providers;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;

namespace Dispatch.Tests.Unit.Domain.Consults;

/// <summary>Random commands to one consult, folded through its events, keep the rules of its life.</summary>
public class ConsultProperties
{
    private static readonly ProviderId[] Providers = [Ada, Bob];

    [Fact]
    public void AnySequenceOfCommands_KeepsTheRules() => RandomOperations.Check(1000, 60, operations =>
    {
        var consult = Consult.None;
        var second = 0;
        foreach (var operation in operations)
        {
            var dice = new Dice(operation);
            second += dice.Next(60);
            if (Decide(consult, dice, second) is not { } @event)
            {
                continue;
            }

            var next = consult.Apply(@event, At(second));
            AssertFollows(consult, @event, next);
            consult = next;
        }
    });

    [Fact]
    public void TheWatch_AsksOnlyForWhatTheConsultRecords_UntilItEnds() => RandomOperations.Check(300, 30, operations =>
    {
        var modality = operations.Length % 2 == 0 ? Modality.Live : Modality.Async;
        var consult = Waiting(Ticket(modality: modality));
        var second = 0;
        foreach (var operation in operations)
        {
            var dice = new Dice(operation);
            second += dice.Next(60);
            consult = Decide(consult, dice, second) is { } @event ? consult.Apply(@event, At(second)) : consult;
        }

        // Nobody does anything from here on: every promise once per phase, a release and an end.
        var now = At(second);
        for (var steps = 0; ConsultWatch.Next(consult.ToOpenConsult(), null) is var (at, action); steps++)
        {
            Assert.True(steps < 12, $"{consult.Status} asks for {action} after {steps} steps.");
            now = at > now ? at : now;
            consult = consult.Apply(Recorded(consult, action), now);
        }

        Assert.True(consult.Status.IsEnded());
    });

    private static ConsultEvent? Decide(Consult consult, Dice dice, int second)
    {
        var offer = Offer($"{dice.Next(5)}", dice.Of(Providers), second);
        var number = consult.Number - 1 + dice.Next(3);
        switch (dice.Next(12))
        {
            case 0:
                return consult.Exists ? null : new ConsultRequested(Ticket(), null, Sealed);
            case 1 or 2:
                return consult.Assign(offer, dice.Next(2), At(second)).Event;
            case 3:
                return consult.Start(offer.Provider, number).Event;
            case 4 or 5:
                return consult.Release(number, ReleaseReason.ByProvider, null).Event;
            case 6:
                var ordered = dice.OneIn(2) ? Botox : NoServices;
                var decision = (Decision)(1 + dice.Next(3));
                return consult.CompleteBy(offer.Provider, number, decision, !dice.OneIn(4), ordered).Event;
            case 7:
                return dice.OneIn(4) ? consult.Cancel(ClosedBy.Clinic, Sealed).Event : null;
            case 8:
                return dice.OneIn(4) ? consult.Expire(ExpiryReason.NoProvider).Event : null;
            case 9:
                return consult.Escalate((SlaPromise)(1 + dice.Next(6)), At(second)).Event;
            default:
                return !consult.Exists || consult.Status.IsEnded() ? null : dice.Next(4) switch
                {
                    0 or 1 => new OfferMade(offer),
                    2 => new OfferExpired(offer.Id, offer.Provider),
                    _ => new OfferRescinded(offer.Id, offer.Provider, RescindReason.OffDuty),
                };
        }
    }

    private static ConsultEvent Recorded(Consult consult, WatchAction action)
    {
        ConsultEvent? recorded = action switch
        {
            WatchAction.Escalate escalate => consult.Escalate(escalate.Promise, escalate.Deadline, escalate.Step).Event,
            WatchAction.Expire expire => consult.Expire(expire.Reason).Event,
            WatchAction.Release release => consult.ReleaseOverdue(release.Number, release.Watched, release.Reason).Event,
            _ => null,
        };
        Assert.True(recorded is not null, $"A consult that is {consult.Status} refuses {action}.");
        return recorded;
    }

    private static void AssertFollows(Consult before, ConsultEvent @event, Consult after)
    {
        Assert.False(before.Status.IsEnded());
        Assert.Equal(before.Version + 1, after.Version);
        Assert.Equal(before.Number + (@event is ConsultAssigned ? 1 : 0), after.Number);
        Assert.Equal(after.Status.IsServed(), after.ServedBy is not null);
        Assert.Equal(after.Status.IsEnded(), after.EndedAt is not null);
        Assert.True(!after.Status.IsEnded() || after.OpenOffers.IsEmpty);
        Assert.True(after.Status != ConsultStatus.Waiting || after.OpenOffers.IsEmpty);
        Assert.True(after.Status != ConsultStatus.Offered || !after.OpenOffers.IsEmpty);
        if (before.Status.IsServed() && after.Status.IsServed())
        {
            Assert.Equal((before.ServedBy, before.Number), (after.ServedBy, after.Number));
        }

        if (before.Exists)
        {
            Assert.Equal(before.Ticket, after.Ticket);
            Assert.True(after.GiveUpAt >= before.GiveUpAt);
        }

        if (!after.Status.IsEnded())
        {
            Assert.NotNull(ConsultWatch.Next(after.ToOpenConsult(), null));
        }
    }
}
