using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;

namespace Dispatch.Tests.Unit.Domain.Consults;

public class TicketOrderTests
{
    [Fact]
    public void CompareTo_PriorityThenDeadlineThenId()
    {
        TicketOrder[] expected =
        [
            new(Priority.Urgent, At(60), new ConsultId("cns_9")),
            new(Priority.Routine, At(30), new ConsultId("cns_9")),
            new(Priority.Routine, At(40), new ConsultId("cns_1")),
            new(Priority.Routine, At(40), new ConsultId("cns_2")),
        ];

        Assert.Equal(expected, expected.Reverse().Order());
    }

    [Fact]
    public void CompareTo_IsATotalOrder() => RandomOperations.Check(1000, 3, operations =>
    {
        if (operations is not [var first, var second, var third])
        {
            return;
        }

        var (a, b, c) = (Draw(first), Draw(second), Draw(third));
        Assert.Equal(a == b, a.CompareTo(b) == 0);
        Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
        Assert.True(a.CompareTo(b) > 0 || b.CompareTo(c) > 0 || a.CompareTo(c) <= 0);
    });

    // Few values of each, so that many are equal.
    private static TicketOrder Draw(int operation)
    {
        var dice = new Dice(operation);
        return new((Priority)dice.Next(2), At(dice.Next(3)), new ConsultId($"cns_{dice.Next(3)}"));
    }
}
