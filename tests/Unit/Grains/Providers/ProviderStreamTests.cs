using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Unit.Grains.Providers;

public class ProviderStreamTests
{
    private const long Start = 1_000_000;

    [Fact]
    public void Add_NumbersWithoutGapFromAboveTheStart()
    {
        var stream = new ProviderStream(Start);

        Assert.Equal([Start + 1, Start + 2, Start + 3], Enumerable.Range(0, 3).Select(_ => Add(stream).Seq));
        Assert.Equal(Start + 3, stream.LastSeq);
    }

    [Fact]
    public void Since_BeforeTheFirstMessage_IsEmptyAtTheStartOnly()
    {
        var stream = new ProviderStream(Start);

        Assert.Equal([], stream.Since(Start)!.Value);
        Assert.Null(stream.Since(Start - 1));
        Assert.Null(stream.Since(Start + 1));
    }

    [Fact]
    public void Since_OfAnotherActivation_IsNull()
    {
        var stream = new ProviderStream(Start);
        Add(stream);

        Assert.Null(stream.Since(5));
        Assert.Null(stream.Since(stream.LastSeq + 1));
    }

    [Fact]
    public void GoOnAbove_ANumberOfALaterClock_NumbersFromThereAndHoldsNothingOlder()
    {
        var stream = new ProviderStream(Start);
        Add(stream);
        var seen = Start + (long)TimeSpan.FromMinutes(10).TotalMicroseconds;

        stream.GoOnAbove(seen);

        Assert.Equal(seen, stream.LastSeq);
        Assert.Null(stream.Since(Start + 1));
        var next = Add(stream);
        Assert.Equal(seen + 1, next.Seq);
        Assert.Equal([next], stream.Since(seen)!.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Start)]
    [InlineData(long.MaxValue)]
    public void GoOnAbove_ALowerOrAnAbsurdNumber_ChangesNothing(long seen)
    {
        var stream = new ProviderStream(Start);
        var first = Add(stream);

        stream.GoOnAbove(seen);

        Assert.Equal([first], stream.Since(Start)!.Value);
    }

    [Fact]
    public void Since_AnyNumber_IsEverythingAfterItOrNull() => RandomOperations.Check(
        100, 2, operations =>
        {
            var stream = new ProviderStream(Start);
            var dice = new Dice(operations.Aggregate(0, (all, next) => all ^ next));
            List<ProviderMessage> sent = [.. Enumerable.Range(0, dice.Next(3 * DispatchLimits.MessagesHeld)).Select(_ => Add(stream))];
            for (var i = 0; i < 50; i++)
            {
                var seq = Start - 2 + dice.Next(sent.Count + 4);
                var expected = sent.Where(m => m.Seq > seq).ToList();
                var isHeld = seq >= Start && seq <= stream.LastSeq && expected.Count <= DispatchLimits.MessagesHeld;
                Assert.Equal(isHeld ? expected : null, stream.Since(seq)?.AsEnumerable());
            }
        });

    private static ProviderMessage.ConsultChanged Add(ProviderStream stream) => stream.Add(
        seq => new ProviderMessage.ConsultChanged(seq, new ConsultId("cns_1"), 1, ConsultStatus.Assigned));
}
