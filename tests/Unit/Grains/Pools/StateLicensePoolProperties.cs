using Dispatch.Domain;

namespace Dispatch.Tests.Unit.Grains.Pools;

/// <summary>
/// Whatever a pool hears, in whatever order, each waiting consult is in one place: in line, in hand or out on offer;
/// and each place has an end.
/// </summary>
public class StateLicensePoolProperties
{
    [Fact]
    public void AWaitingConsult_IsInExactlyOnePlace_AndNeverStuck() => RandomOperations.Check(400, 250, operations =>
    {
        var world = new PoolWorld();
        foreach (var operation in operations)
        {
            world.Do(new Dice(operation));
        }

        world.ComeToRest();
        var everyOfferHasEnded = world.Now + DispatchLimits.OfferTtl + DispatchLimits.TakeBackGrace;
        while (world.Pool.NextDue(world.Now) <= everyOfferHasEnded)
        {
            world.Advance();
        }

        world.AssertEveryUnassignedConsultIsInLine();
        for (var steps = 0; world.Pool.Open > 0; steps++)
        {
            Assert.True(steps < 2_000, "Nobody does anything any more and consults do not end.");
            world.Advance();
        }

        Assert.Equal((0, 0, 0), (world.Pool.Waiting, world.Pool.InHand, world.Pool.Line.Count));
        Assert.Null(world.Pool.NextDue(world.Now));
    });
}
