using System.Collections.Immutable;
using System.Text;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;
using Dispatch.Journal;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>Requests and rows with everything in them that a test does not care about.</summary>
internal static class Samples
{
    private static readonly TypeIdSource Ids = new(TimeProvider.System, new SystemRandomSource());

    public static DateTimeOffset At { get; } = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public static TId New<TId>()
        where TId : struct, IEntityId<TId> => Ids.New<TId>();

    public static string NewStream() => New<ConsultId>().Value;

    public static NewEvent Event(string payload = """{"number":1}""", string type = "consult.tested") =>
        new(New<EventId>(), type, At, Encoding.UTF8.GetBytes(payload));

    public static AppendRequest Append(string stream, long expectedVersion = 0) =>
        new(stream, expectedVersion, [Event()], [], []);

    public static AppendRequest With(this AppendRequest request, params RowChange[] rows) =>
        request with { Rows = [.. rows] };

    public static AppendRequest With(this AppendRequest request, params ClaimChange[] claims) =>
        request with { Claims = [.. claims] };

    public static SlaDeadlines Sla(DateTimeOffset from) => new(
        from.AddMinutes(1), from.AddMinutes(2), from.AddMinutes(5), from.AddMinutes(60), from.AddMinutes(120), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(60));

    public static Ticket Ticket(
        ConsultId consult, ClinicId clinic, string state = "CA", DateTimeOffset? requestedAt = null, Priority priority = Priority.Routine)
    {
        var from = requestedAt ?? At;
        var requirements = new HardRequirements(new StateCode(state), Modality.Live, [new ServiceId("botox")], [Credential.MD, Credential.NP]);
        return new Ticket(consult, clinic, priority, from, Sla(from), requirements, SoftPreferences.None);
    }

    /// <param name="provider">Who serves it; only of a consult that is assigned or in progress.</param>
    public static ConsultRow Consult(
        Ticket ticket,
        ConsultStatus status = ConsultStatus.Waiting,
        DateTimeOffset? acceptedAt = null,
        SealedData? patient = null,
        ProviderId? provider = null,
        DateTimeOffset? updatedAt = null,
        long version = 1) =>
        new(
            new ConsultSummary(
                ticket.Consult,
                ticket.Clinic,
                null,
                ticket.Requirements.State,
                ticket.Requirements.Services,
                Modality.Live,
                ticket.Priority,
                status,
                ticket.RequestedAt,
                ticket.Sla,
                provider,
                0,
                acceptedAt,
                null,
                null,
                null,
                null,
                null,
                version),
            new OpenConsult(
                ticket, status, provider, 0, 0, 0, null, null, null, 0, updatedAt ?? At, version, ticket.Sla.GiveUpAt),
            patient);

    /// <summary>Asked for outside service hours.</summary>
    public static ConsultRow WithOpening(ConsultRow row, DateTimeOffset opensAt) =>
        row with { Consult = row.Consult with { OpensAt = opensAt } };

    public static OfferRow Offer(ConsultId consult, OfferId offer, DateTimeOffset offeredAt, OfferOutcome outcome) => new(
        consult,
        new StateCode("CA"),
        new OfferSummary(
            offer,
            New<ProviderId>(),
            offeredAt,
            offeredAt.AddSeconds(30),
            new MatchReason(DistributionPolicy.LongestIdle, 3, [new PassedOver("prv_x", PassedOverReason.Declined)], 1)),
        outcome,
        null);

    public static Clinic Clinic(ClinicId id, string name) =>
        new(id, name, "America/Los_Angeles", null, null, null, ClinicLimits.Default, At);

    public static Location Location(ClinicId clinic, string name) =>
        new(New<LocationId>(), clinic, name, new StateCode("MA"), "America/New_York", "12 Newbury Street", true, false, At, 1);

    public static ProviderStateRow Provider(ProviderId id, string name, params string[] states) => new(
        new ProviderState(
            new ProviderProfile(
                id,
                name,
                "a@example.org",
                Credential.MD,
                "1234567893",
                [.. states.Select(state => new License(new StateCode(state), "A1", new DateOnly(2030, 1, 1)))],
                [Modality.Live],
                [ProviderProfile.AllServices],
                Capacity.Default),
            false,
            Duty.OffDuty,
            At,
            1,
            []));

    public static SealedData Sealed(params byte[] bytes) => new(bytes);

    public static ImmutableArray<T> Repeat<T>(int count, Func<T> make) => [.. Enumerable.Range(0, count).Select(_ => make())];
}
