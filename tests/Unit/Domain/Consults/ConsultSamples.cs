using System.Collections.Immutable;
using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.Sla;
using Dispatch.Domain.States;

namespace Dispatch.Tests.Unit.Domain.Consults;

/// <summary>Tickets, offers, and consults in each status, asked for at noon, with what a test does not care about filled in.</summary>
internal static class ConsultSamples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly SealedData Sealed = new(new byte[] { 1, 2, 3 });

    public static readonly OrderId Order = new("ord_1");

    public static readonly ImmutableArray<ServiceId> Botox = [new("botox")];

    public static readonly ImmutableArray<ServiceId> NoServices = [];

    public static readonly ProviderId Ada = new("prv_ada");

    public static readonly ProviderId Bob = new("prv_bob");

    public static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    public static Ticket Ticket(
        string name = "1",
        Modality modality = Modality.Live,
        string services = "botox",
        Priority priority = Priority.Routine,
        double requestedAt = 0) => new(
        new ConsultId("cns_" + name),
        new ClinicId("cli_1"),
        priority,
        At(requestedAt),
        SlaPromises.DefaultFor(modality).From(At(requestedAt)),
        HardRequirements.For(new StateCode("CA"), modality, services.Split(' ').Select(s => new ServiceId(s))),
        SoftPreferences.None);

    /// <summary>The same ticket with nothing done before a promise is missed.</summary>
    public static Ticket WithoutSteps(this Ticket ticket) => ticket with { Ladder = new SlaLadder([]) };

    public static OfferSummary Offer(string name = "1", ProviderId? provider = null, double offeredAt = 0) => new(
        new OfferId("off_" + name),
        provider ?? Ada,
        At(offeredAt),
        At(offeredAt) + DispatchLimits.OfferTtl,
        new MatchReason(DistributionPolicy.LongestIdle, 1, [], 0));

    public static Consult Waiting(Ticket? ticket = null) =>
        Consult.None.Apply(new ConsultRequested(ticket ?? Ticket(), null, Sealed), (ticket ?? Ticket()).RequestedAt);

    public static Consult Offered(Ticket? ticket = null) => Waiting(ticket).Apply(new OfferMade(Offer()), At(1));

    /// <summary>To Ada, under number 1 and offer 1, at second 10.</summary>
    public static Consult Assigned(Ticket? ticket = null) => Offered(ticket).AssignedTo(Offer(), 10);

    /// <summary>Since second 20.</summary>
    public static Consult InProgress(Ticket? ticket = null) => Assigned(ticket).Apply(new ConsultStarted(1), At(20));

    /// <summary>Released by Ada at second 30: waits again after assignment 1.</summary>
    public static Consult Released(Ticket? ticket = null) =>
        Assigned(ticket).Apply(new ConsultReleased(1, ReleaseReason.ByProvider, null), At(30));

    public static Consult Completed() =>
        InProgress().Apply(new ConsultCompleted(1, Ada, Decision.Approved, Order, Sealed), At(40));

    /// <summary>A consult in that status; served by Ada under number 1 where somebody serves or served it.</summary>
    public static Consult In(ConsultStatus status) => status switch
    {
        ConsultStatus.None => Consult.None,
        ConsultStatus.Waiting => Waiting(),
        ConsultStatus.Offered => Offered(),
        ConsultStatus.Assigned => Assigned(),
        ConsultStatus.InProgress => InProgress(),
        ConsultStatus.Completed => Completed(),
        ConsultStatus.Cancelled => Offered().Apply(new ConsultCancelled(ClosedBy.Clinic, Sealed), At(40)),
        ConsultStatus.Expired => Offered().Apply(new ConsultExpired(ExpiryReason.NoProvider), At(1800)),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The consult after the decision to assign it.</summary>
    public static Consult AssignedTo(this Consult consult, OfferSummary offer, double second) =>
        consult.Apply(consult.Assign(offer, slot: 0, At(second)).Event!, At(second));

    public static Verdict<ConsultEvent, CompletionRefusal> CompleteBy(
        this Consult consult,
        ProviderId provider,
        int number = 1,
        Decision decision = Decision.Approved,
        bool isJustified = true,
        ImmutableArray<ServiceId>? ordered = null) =>
        consult.Complete(provider, number, decision, isJustified, ordered ?? Botox, Order, Sealed);
}
