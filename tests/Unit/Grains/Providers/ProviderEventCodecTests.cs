using Dispatch.Domain.Hours;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Providers.Events;
using Dispatch.Grains.Providers;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;
using static Dispatch.Tests.Unit.Domain.Providers.ProviderSamples;

namespace Dispatch.Tests.Unit.Grains.Providers;

public class ProviderEventCodecTests
{
    private static readonly ProviderEvent[] OneOfEach =
    [
        new ProviderRegistered(Profile()),
        new LicensesReplaced(Licenses("CA TX")),
        new ProviderSuspended("why"),
        new ProviderReinstated(),
        new ShiftsReplaced(new ShiftPlan("UTC", [new(DayOfWeek.Monday, new(480, 960))], [])),
        new LicenseWarned(new("CA"), NextYear, 30),
        new DutyChanged(Duty.Available, [Modality.Live]),
    ];

    [Fact]
    public void OneOfEach_HasEveryKindOfEvent()
    {
        var kinds = typeof(ProviderEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ProviderEvent)));

        Assert.Equal(kinds.Select(k => k.Name).Order(), OneOfEach.Select(e => e.GetType().Name).Order());
    }

    [Fact]
    public void Encode_EveryKind_HasANameOfItsOwn()
    {
        var names = OneOfEach.Select(e => ProviderEventCodec.Encode(e, new EventId("evt_1"), Noon).Type).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, n => Assert.StartsWith("provider.", n));
    }

    [Fact]
    public void Encode_NamesMembersInCamelCase_AndEnumsInWords()
    {
        var written = ProviderEventCodec.Encode(OneOfEach[^1], new EventId("evt_1"), Noon);

        Assert.Equal("""{"duty":"available","modalities":["live"]}""", System.Text.Encoding.UTF8.GetString(written.Payload.Span));
    }
}
