using System.Buffers.Binary;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Benchmarks;

/// <summary>A waiting line of constant length with tickets of 20 kinds and 200 candidates, some of them specialists.</summary>
/// <remarks>Mixed, one in ten tickets is urgent, one in 20 prefers a provider who is not there for
/// as long as 200 matches take, one in 20 was declined by four of the candidates; else they differ in services only.</remarks>
internal sealed class RunningLine
{
    private const int Candidates = 200;

    private static readonly string[] Services =
        ["botox", "filler", "laser", "glp1", "iv", "hair", "skin", "botox filler", "glp1 iv", "hair skin"];

    private readonly Random _random = new(20_261_102);
    private readonly HardRequirements[] _kinds;
    private readonly WaitingLine _line = new(WaitingLineLimits.Default, new EvenNeed(), new NothingHeard());
    private readonly bool _isMixed;
    private DateTimeOffset _now = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);
    private long _lastTicket;
    private long _lastStamp;

    public RunningLine(int length, bool isMixed, DistributionPolicy policy)
    {
        _isMixed = isMixed;
        _line.Policy = policy;
        _kinds = [.. Services.SelectMany(s => new[] { Modality.Live, Modality.Async }, Kind)];
        for (var i = 0; i < Candidates; i++)
        {
            _line.SetCandidate(NewCandidate(i));
        }

        while (_line.Count < length)
        {
            Array.ForEach(NextArrivals(1), t => _line.Add(t));
        }
    }

    public Ticket[] NextArrivals(int count)
    {
        var arrivals = new Ticket[count];
        for (var i = 0; i < count; i++)
        {
            arrivals[i] = NewTicket();
            if (_isMixed && _random.Next(20) == 0)
            {
                for (var declined = 0; declined < 4; declined++)
                {
                    _line.Exclude(
                        arrivals[i].Consult, Provider(declined), DateTimeOffset.MaxValue, PassedOverReason.Declined);
                }
            }
        }

        return arrivals;
    }

    public void MatchOne(Ticket arrival)
    {
        _now = _now.AddMilliseconds(1);
        var match = _line.FindMatch(_now) ?? throw new InvalidOperationException("Somebody can serve every ticket.");
        _line.Remove(match.Ticket.Consult);
        _line.Forget(match.Ticket.Consult);
        _line.RemoveCandidate(match.Candidate.Provider, match.Candidate.Stamp);
        _line.Asked(match.Candidate.Provider, _now);
        _line.Add(arrival);
        _line.SetCandidate(match.Candidate with { IdleSince = _now, Stamp = ++_lastStamp });
    }

    private static HardRequirements Kind(string services, Modality modality) =>
        HardRequirements.For(new StateCode("CA"), modality, services.Split(' ').Select(s => new ServiceId(s)));

    private static ProviderId Provider(int number) => new($"prv_01jd70000000000000{number:00000000}");

    private Candidate NewCandidate(int number) => new(
        Provider(number),
        (Credential)(1 + (number % 4)),
        number % 3 == 0 ? [Modality.Live] : [Modality.Live, Modality.Async],
        number % 5 == 0 ? [new ServiceId("botox"), new ServiceId("filler")] : [ProviderProfile.AllServices],
        _now.AddDays(_random.Next(1, 700)),
        _now.AddSeconds(number - Candidates),
        [new StateCode("TX"), new StateCode("NV"), new StateCode("OR")],
        0);

    private Ticket NewTicket()
    {
        _lastTicket++;
        var acceptBy = _now.AddMinutes(2).AddTicks(_lastTicket);
        var sla = new SlaDeadlines(
            acceptBy, acceptBy, null, acceptBy.AddHours(1), acceptBy.AddHours(2), null, TimeSpan.FromHours(1));
        var isUrgent = _isMixed && _random.Next(10) == 0;
        var hasPreference = _isMixed && _random.Next(20) == 0;
        return new Ticket(
            NextId(),
            new ClinicId("cli_1"),
            isUrgent ? Priority.Urgent : Priority.Routine,
            _now,
            sla,
            _kinds[_random.Next(_kinds.Length)],
            hasPreference ? new SoftPreferences(Provider(Candidates), _now.AddMilliseconds(200)) : SoftPreferences.None);
    }

    /// <summary>A UUIDv7 as the product makes them: milliseconds, a counter, chance.</summary>
    private ConsultId NextId()
    {
        Span<byte> uuid = stackalloc byte[16];
        _random.NextBytes(uuid);
        BinaryPrimitives.WriteInt64BigEndian(uuid, (_now.ToUnixTimeMilliseconds() + (_lastTicket >> 8)) << 16);
        BinaryPrimitives.WriteUInt16BigEndian(uuid[6..], (ushort)(0x7000 | (_lastTicket & 0xFF)));
        return new ConsultId(TypeId.Format(ConsultId.Prefix, uuid));
    }

    private sealed class NothingHeard : IIdleTimes
    {
        public DateTimeOffset? Since(ProviderId provider) => null;
    }

    private sealed class EvenNeed : ILicenseNeed
    {
        public double In(StateCode state) => 1;
    }
}
