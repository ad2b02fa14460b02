using Dispatch.LoadTests.Measuring;

namespace Dispatch.Tests.Unit.LoadTests;

public class ConsultLedgerTests
{
    private readonly ConsultLedger _ledger = new();

    [Fact]
    public void Count_AllCompleted_IsClean()
    {
        _ledger.Requested("cns_1", 0, 1, 2);
        _ledger.Assigned("cns_1", 3, 4);
        _ledger.Completed("cns_1", 5);

        Assert.Equal(0, _ledger.OpenCount);
        Assert.True(_ledger.Count() is { IsClean: true, Created: 1, Accepted: 1, Completed: 1 });
    }

    [Fact]
    public void Count_NotCompleted_IsLost()
    {
        _ledger.Requested("cns_1", 0, 1, 2);
        _ledger.Checked("cns_1", "waiting");

        Assert.True(_ledger.Count() is { IsClean: false, Lost: 1 });
    }

    [Fact]
    public void Count_CompletedByTheServersWord_IsNotLost()
    {
        _ledger.Requested("cns_1", 0, 1, 2);
        _ledger.Checked("cns_1", "completed");

        Assert.True(_ledger.Count() is { IsClean: true, CompletedUnseen: 1 });
    }

    [Fact]
    public void Count_AssignedTwice_IsDoubled()
    {
        _ledger.Requested("cns_1", 0, 1, 2);
        _ledger.Assigned("cns_1", 3, 4);
        _ledger.Assigned("cns_1", 3, 5);
        _ledger.Completed("cns_1", 6);

        Assert.True(_ledger.Count() is { IsClean: false, Doubled: 1 });
    }

    [Fact]
    public void Count_OneConsultForTwoRequests_IsDoubled()
    {
        _ledger.Requested("cns_1", 0, 1, 2);
        _ledger.Requested("cns_1", 0, 3, 4);
        _ledger.Completed("cns_1", 6);

        Assert.True(_ledger.Count() is { IsClean: false, Doubled: 1, Created: 1 });
    }

    [Fact]
    public void Count_Refusals_ByReason()
    {
        _ledger.Refused("429 urn:x");
        _ledger.Refused("429 urn:x");

        Assert.Equal(2, _ledger.Count().Refused["429 urn:x"]);
    }
}
