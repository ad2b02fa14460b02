using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Consults;
using Dispatch.Journal;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;

namespace Dispatch.Tests.Unit.Grains.Consults;

public class ConsultEventCodecTests
{
    private static readonly EventId Id = new("evt_1");

    [Fact]
    public void OneOfEach_HasEveryKindOfEvent()
    {
        var kinds = typeof(ConsultEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ConsultEvent)));

        Assert.Equal(
            kinds.Select(k => k.Name).Order(),
            ConsultEventSamples.OneOfEach.Select(e => e.GetType().Name).Order());
    }

    [Fact]
    public void Encode_EveryKind_HasANameOfItsOwn()
    {
        var names = ConsultEventSamples.OneOfEach.Select(e => ConsultEventCodec.Encode(e, Id, Noon).Type).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Decode_EveryKind_ComesBackWhole()
    {
        foreach (var @event in ConsultEventSamples.OneOfEach)
        {
            var written = ConsultEventCodec.Encode(@event, Id, Noon);
            var read = ConsultEventCodec.Decode(Recorded(written));

            Assert.Equal((Id, Noon, @event.GetType()), (written.Id, written.At, read.GetType()));
            // Arrays and sealed bytes compare by reference in records: what is written again tells whether all came back.
            Assert.Equal(written.Payload.ToArray(), ConsultEventCodec.Encode(read, Id, Noon).Payload.ToArray());
            Assert.Equivalent(@event, read, strict: true);
        }
    }

    [Fact]
    public void Decode_UnknownName_IsRefused() => Assert.Throws<InvalidDataException>(
        () => ConsultEventCodec.Decode(Recorded(new NewEvent(Id, "consult.forgotten", Noon, "{}"u8.ToArray()))));

    private static RecordedEvent Recorded(NewEvent written) =>
        new("cns_1", 1, written.Id, written.Type, written.At, written.Payload, new byte[32], new byte[32]);
}
