using Dispatch.Domain.States;
using Dispatch.Grains.Pools;

namespace Dispatch.Tests.Unit.Grains.Pools;

public class StateBoardTests
{
    private static readonly StateCode Ca = new("CA");

    [Fact]
    public void Of_EveryState_IsEmptyBeforeItIsHeardOf() =>
        Assert.All(StateCatalog.All, s => Assert.Equal(new StateLine(s.Code, 0, null, 0), new StateBoard().Of(s.Code)));

    [Fact]
    public void Update_ReplacesTheLineOfThatState()
    {
        var board = new StateBoard();
        board.Update(new StateLine(Ca, 3, null, 1));
        board.Update(new StateLine(Ca, 2, null, 4));

        Assert.Equal(new StateLine(Ca, 2, null, 4), board.Of(Ca));
        Assert.Equal(0, board.Of(new StateCode("NV")).Waiting);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(6, 0, 6)]
    [InlineData(6, 2, 2)]
    [InlineData(0, 5, 0)]
    public void BoardNeed_IsWhoWaitsPerWhoIsFree(int waiting, int available, double need)
    {
        var board = new StateBoard();
        board.Update(new StateLine(Ca, waiting, null, available));

        Assert.Equal(need, new BoardNeed(board).In(Ca));
    }
}
