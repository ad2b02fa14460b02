using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.States;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;

namespace Dispatch.Tests.Unit.Grains.Providers;

public class WorkSearchTests
{
    private static readonly StateCode Ca = new("CA");
    private static readonly StateCode Nv = new("NV");
    private static readonly StateCode Tx = new("TX");

    [Fact]
    public void Next_AsksTheMostUrgentStateFirst_AndOnlyThoseWhereSomebodyWaits()
    {
        var search = Searching(
            Line(Ca, Ticket("1", requestedAt: 5)),
            Line(Nv, Ticket("2", requestedAt: 9, priority: Priority.Urgent)),
            Line(Tx, head: null));

        Assert.Equal(Nv, search.Next(Noon));
        Assert.Equal((Nv, Noon + DispatchLimits.ClaimAnswerLimit), (search.Asked, search.AnswerBy));
        Assert.Equal(Ca, search.Next(At(1)));
        Assert.Equal(At(1) + DispatchLimits.ClaimAnswerLimit, search.AnswerBy);
        Assert.Null(search.Next(At(2)));
        Assert.Equal((null, null), (search.Asked, search.AnswerBy));
    }

    [Fact]
    public void Begin_Again_ForgetsTheSearchBefore()
    {
        var search = Searching(Line(Ca, Ticket("1")), Line(Nv, Ticket("2")));
        search.Next(Noon);

        search.Begin([Tx], Board(Line(Tx, Ticket("3"))));

        Assert.Null(search.Asked);
        Assert.Equal(Tx, search.Next(At(1)));
        Assert.Null(search.Next(At(1)));
    }

    [Fact]
    public void End_AsksNobodyAnyMore()
    {
        var search = Searching(Line(Ca, Ticket("1")), Line(Nv, Ticket("2")));
        search.Next(Noon);

        search.End();

        Assert.Equal((null, null), (search.Asked, search.AnswerBy));
        Assert.Null(search.Next(At(1)));
    }

    private static WorkSearch Searching(params StateLine[] lines)
    {
        var search = new WorkSearch();
        search.Begin(lines.Select(l => l.State), Board(lines));
        return search;
    }

    private static StateBoard Board(params StateLine[] lines)
    {
        var board = new StateBoard();
        Array.ForEach(lines, board.Update);
        return board;
    }

    private static StateLine Line(StateCode state, Ticket? head) => new(state, head is null ? 0 : 1, head?.Order, 0);
}
