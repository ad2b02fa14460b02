using Dispatch.Domain.Ids;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Unit.Grains.Providers;

public class IdleBoardTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProviderId Ada = new("prv_ada");
    private readonly IdleBoard _board = new();

    [Fact]
    public void Since_IsWhatTheProviderSaidLast()
    {
        Assert.Null(_board.Since(Ada));
        _board.Idle(Ada, Noon);
        Assert.Equal(Noon, _board.Since(Ada));
        _board.Busy(Ada);
        Assert.Equal(DateTimeOffset.MaxValue, _board.Since(Ada));
        _board.Forget(Ada);
        Assert.Null(_board.Since(Ada));
    }

    [Fact]
    public void Asked_IsBusyToOthersUntilItAnswers()
    {
        _board.Idle(Ada, Noon);
        _board.Asked(Ada);
        Assert.True(_board.Since(Ada) > Noon.AddYears(1));

        _board.Idle(Ada, Noon.AddSeconds(1));
        _board.Answered(Ada);

        Assert.Equal(Noon.AddSeconds(1), _board.Since(Ada));
    }

    [Fact]
    public void Answered_ByOneWhoSaidNothingHere_IsForgotten()
    {
        _board.Idle(Ada, Noon);
        _board.Asked(Ada);
        _board.Answered(Ada);

        Assert.Null(_board.Since(Ada));
    }

    [Fact]
    public void Asked_OfOneWhoDoesNotLiveHere_IsNotKept()
    {
        _board.Asked(Ada);

        Assert.Null(_board.Since(Ada));
    }
}
