using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Tests.Unit.Domain.Ids;

public class ConsultPlaceTests
{
    [Fact]
    public void Of_ANewConsultOfEachState_IsItsStatesPlace()
    {
        var ids = new TypeIdSource(TimeProvider.System, new AllOnes());
        foreach (var (index, state) in StateCatalog.All.Index())
        {
            var id = ids.NewConsult(state.Code);

            Assert.True(ConsultId.TryParse(id.Value, out _));
            Assert.Equal(index, ConsultPlace.Of(id.Value));
            Assert.Equal(index, StateCatalog.IndexOf(state.Code));
        }
    }

    [Fact]
    public void NewConsult_Repeatedly_IsAnotherEachTimeAndLater()
    {
        var ids = new TypeIdSource(TimeProvider.System, new AllOnes());
        var made = Enumerable.Range(0, 5_000).Select(_ => ids.NewConsult(new StateCode("CA"))).ToList();

        Assert.Equal(made.Order().Distinct(), made);
    }

    [Theory]
    [InlineData("cns_01m8cdtsjbe008ft3deby9j01b")]
    [InlineData("cns_1")]
    [InlineData("")]
    public void Of_AnyText_IsSomeStatesPlace(string consult) =>
        Assert.InRange(ConsultPlace.Of(consult), 0, StateCatalog.All.Length - 1);

    private sealed class AllOnes : IRandomSource
    {
        public void Fill(Span<byte> buffer) => buffer.Fill(0xFF);
    }
}
