using System.Numerics;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Grains.Providers;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;
using static Dispatch.Tests.Unit.Domain.Providers.ProviderSamples;
using static Dispatch.Tests.Unit.Grains.Providers.DeskSamples;

namespace Dispatch.Tests.Unit.Grains.Providers;

/// <summary>Whatever happens to a desk, a slot never holds two things and a refusal is never taken back.</summary>
public class ProviderDeskProperties
{
    private static readonly StateCode Ca = new("CA");

    [Fact]
    public void AnyOperations_KeepTheSlots() => Check(Profile());

    [Fact]
    public void AnyOperations_KeepTheAttention() =>
        Check(Profile() with { Capacity = new Capacity(1, 3, new AttentionBudget(Total: 4, LiveCost: 2, AsyncCost: 1, ReservedForLive: 1)) });

    private static void Check(ProviderProfile profile) => RandomOperations.Check(600, 120, operations =>
    {
        var desk = OnDuty(profile);
        HashSet<OfferId> declined = [];
        HashSet<OfferId> made = [];
        long lastStamp = 0;
        var second = 0;
        foreach (var operation in operations)
        {
            var dice = new Dice(operation);
            second += dice.Next(10);
            Apply(desk, dice, made, declined, second);
            AssertSlots(desk);
            if (desk.AsCandidate(Ca, At(second)) is { } candidate)
            {
                Assert.True(candidate.Stamp > lastStamp);
                lastStamp = candidate.Stamp;
                Assert.Equal(desk.FreeModalities(), candidate.Modalities);
            }
        }
    });

    private static void Apply(
        ProviderDesk desk, Dice dice, HashSet<OfferId> made, HashSet<OfferId> declined, int second)
    {
        var name = dice.Next(8);
        // A consult keeps its modality; an offer's name carries its consult's.
        var ticket = Ticket($"{name}", name % 2 == 0 ? Modality.Live : Modality.Async);
        var offer = $"{name}-{dice.Next(3)}";
        switch (dice.Next(10))
        {
            case 0 or 1 or 2:
                Offer(desk, Request(offer, ticket), made, second);
                break;
            case 3 or 4:
                Accept(desk, OfferId(offer), dice, declined, second);
                break;
            case 5:
                var byProvider = dice.OneIn(2);
                if (desk.EndOffer(OfferId(offer), At(second), byProvider) is not null && byProvider)
                {
                    declined.Add(OfferId(offer));
                }

                break;
            case 6:
                desk.EndAssignment(ticket.Consult, 1 + dice.Next(2), At(second));
                break;
            case 7:
                foreach (var overdue in desk.Overdue(At(second)))
                {
                    desk.EndOffer(overdue.Offer.Id, At(second), declined: false);
                }

                Assert.True(desk.NextExpiry() is not { } next || next > At(second));
                break;
            case 8:
                // The store says what is held, less perhaps one.
                desk.Recover([.. desk.Assignments.Skip(dice.Next(2)).Select(a => Served(a))], At(second));
                break;
            default:
                Modality[] taken = dice.OneIn(3) ? [Modality.Async] : [Modality.Live, Modality.Async];
                desk.Became(desk.State with { DutyModalities = [.. taken] }, At(second));
                break;
        }
    }

    private static void Offer(ProviderDesk desk, OfferRequest request, HashSet<OfferId> made, int second)
    {
        var before = desk.Offers.FirstOrDefault(o => o.Ticket.Consult == request.Ticket.Consult);
        var wasFree = desk.FreeModalities().Contains(request.Ticket.Requirements.Modality);
        if (before is not null)
        {
            Assert.Equal(before.Offer, Assert.IsType<OfferResult.Offered>(desk.Consider(request, At(second))).Offer);
        }
        else if (made.Add(request.Offer) && desk.Consider(request, At(second)) is OfferResult.Offered)
        {
            Assert.True(wasFree);
        }
    }

    private static void Accept(ProviderDesk desk, OfferId offer, Dice dice, HashSet<OfferId> declined, int second)
    {
        var step = desk.BeginAccept(offer, At(second));
        if (declined.Contains(offer))
        {
            Assert.IsType<AcceptStep.Gone>(step);
        }

        if (step is not AcceptStep.Ask ask)
        {
            return;
        }

        switch (dice.Next(4))
        {
            case 0 or 1:
                desk.Assigned(ask.Held, 1 + dice.Next(2));
                break;
            case 2:
                desk.EndOffer(offer, At(second), declined: false);
                break;
            default:
                desk.Reopen(offer);
                break;
        }
    }

    private static void AssertSlots(ProviderDesk desk)
    {
        List<(Modality Modality, int Slot)> taken =
        [
            .. desk.Offers.Select(o => (o.Ticket.Requirements.Modality, o.Slot)),
            .. desk.Assignments.Select(a => (a.Ticket.Requirements.Modality, a.Slot)),
        ];
        Assert.Equal(taken.Count, taken.Distinct().Count());
        var held = 0;
        foreach (var (modality, units) in UnitsOf(desk))
        {
            Assert.Equal(desk.State.Profile.Capacity.Attention?.CostOf(modality) ?? 0, BitOperations.PopCount((uint)units));
            Assert.Equal(0, held & units);
            held |= units;
        }

        Assert.Equal(desk.Assignments.Count, desk.Assignments.Select(a => a.Ticket.Consult).Distinct().Count());
        foreach (var modality in Enum.GetValues<Modality>())
        {
            var hasUnits = desk.State.Profile.Capacity.Attention is not { } attention || attention.Free(modality, held) is not null;
            var inUse = taken.Count(t => t.Modality == modality);
            var capacity = desk.State.Profile.Capacity.Of(modality);
            Assert.True(inUse <= capacity);
            Assert.Equal(
                inUse < capacity && hasUnits && desk.State.DutyModalities.Contains(modality),
                desk.FreeModalities().Contains(modality));
        }
    }

    private static IEnumerable<(Modality Modality, int Units)> UnitsOf(ProviderDesk desk) => desk.Offers
        .Select(o => (o.Ticket.Requirements.Modality, o.Units))
        .Concat(desk.Assignments.Select(a => (a.Ticket.Requirements.Modality, a.Units)));
}
