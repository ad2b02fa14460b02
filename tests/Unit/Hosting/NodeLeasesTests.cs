using Dispatch.Hosting.Nodes;

namespace Dispatch.Tests.Unit.Hosting;

public class NodeLeasesTests
{
    private readonly NodeLeases _leases = new(lease: TimeSpan.FromSeconds(3), longestGap: TimeSpan.FromSeconds(2));

    [Fact]
    public void Read_EntryThatIsRenewed_IsAlive()
    {
        for (var second = 0; second < 10; second++)
        {
            Assert.Equal(["a"], Read(second, ("a", second)));
        }
    }

    [Fact]
    public void Read_EntryUnchangedForALease_IsGone()
    {
        Assert.Equal(["a", "b"], Read(0, ("a", 1), ("b", 1)));
        Assert.Equal(["a", "b"], Read(1, ("a", 2), ("b", 1)));
        Assert.Equal(["a", "b"], Read(2, ("a", 3), ("b", 1)));
        Assert.Equal(["a"], Read(3, ("a", 4), ("b", 1)));
    }

    [Fact]
    public void Read_AfterNobodyCouldReadForLong_TakesNobodyForDead()
    {
        Read(0, ("a", 1));
        Assert.Equal(["a"], Read(60, ("a", 1)));
        Assert.Equal(["a"], Read(62, ("a", 1)));
        Assert.Empty(Read(63, ("a", 1)));
    }

    [Fact]
    public void Read_EntryThatGoesOn_IsAliveAgain()
    {
        Read(0, ("a", 1));
        Read(2, ("a", 1));
        Assert.Empty(Read(4, ("a", 1)));
        Assert.Equal(["a"], Read(5, ("a", 2)));
    }

    [Fact]
    public void Read_EntryThatWasTakenOff_IsGoneAtOnce()
    {
        Read(0, ("a", 1), ("b", 1));
        Assert.Equal(["b"], Read(1, ("b", 2)));
    }

    private IReadOnlyList<string> Read(int second, params (string Name, long Beat)[] entries) =>
        _leases.Read(entries, TimeSpan.FromSeconds(second));
}
