using Dispatch.LoadTests.Audit;

namespace Dispatch.Tests.Unit.LoadTests.Audit;

/// <summary>Each fault is put into a history and has to be found, as that fault and as no other.</summary>
public class StoreAuditTests
{
    private readonly InMemoryHistory _history = new InMemoryHistory().Provider("prv_1").Provider("prv_2");

    [Fact]
    public void Run_OfARightHistory_FindsNothing()
    {
        _history.Life("cns_1", "prv_1").Life("cns_2", "prv_1");

        var report = Audit(Completed("cns_1", "prv_1"), Completed("cns_2", "prv_1"));

        Assert.True(report.IsClean);
        Assert.Equal((2, 2, 2, 10L), (report.Consults, report.Completed, report.Ended, report.Events));
    }

    [Fact]
    public void Run_OfAReleasedConsult_FindsNothing()
    {
        _history.Requested("cns_1").Assigned("cns_1", "prv_1").Released("cns_1")
            .Assigned("cns_1", "prv_2", 2).Started("cns_1", 2).Completed("cns_1", "prv_2", 2);
        _history.ConsultRows.Add(new StoredConsult("cns_1", InMemoryHistory.Clinic, "CA", "completed"));
        _history.OrderRows.Add(new StoredOrder("ord_cns_1", "cns_1", "prv_2"));

        Assert.True(Audit(Completed("cns_1", "prv_2")).IsClean);
    }

    [Fact]
    public void Run_Answered201AndNotStored_IsLost()
    {
        _history.Life("cns_1", "prv_1");

        OnlyFault(Fault.Lost, Audit(Completed("cns_1", "prv_1"), new ToldConsult("cns_2", 1, null, false)));
    }

    [Fact]
    public void Run_Answered201AndStillWaiting_IsLost()
    {
        _history.Requested("cns_1");
        _history.ConsultRows.Add(new StoredConsult("cns_1", InMemoryHistory.Clinic, "CA", "waiting"));
        _history.OpenRows.Add(new StoredOpenConsult("cns_1", "offered", null));

        OnlyFault(Fault.Lost, Audit(new ToldConsult("cns_1", 1, null, false)));
    }

    [Fact]
    public void Run_ToldCompletedAndStoredExpired_IsLost()
    {
        _history.Requested("cns_1").Event("cns_1", "consult.expired", """{"reason":"noProvider"}""");
        _history.ConsultRows.Add(new StoredConsult("cns_1", InMemoryHistory.Clinic, "CA", "expired"));

        OnlyFault(Fault.Lost, Audit(new ToldConsult("cns_1", 1, null, IsCompleted: true)));
    }

    [Fact]
    public void Run_ToldAssignedToOneWhomTheStoreDoesNotKnowOf_IsLost()
    {
        _history.Life("cns_1", "prv_1");

        OnlyFault(Fault.Lost, Audit(Completed("cns_1", "prv_2")));
    }

    [Fact]
    public void Run_AssignedWhileServed_IsDoubled()
    {
        _history.Requested("cns_1").Assigned("cns_1", "prv_1").Assigned("cns_1", "prv_2", 2).Started("cns_1", 2).Completed("cns_1", "prv_2", 2);
        _history.ConsultRows.Add(new StoredConsult("cns_1", InMemoryHistory.Clinic, "CA", "completed"));
        _history.OrderRows.Add(new StoredOrder("ord_cns_1", "cns_1", "prv_2"));

        OnlyFault(Fault.Doubled, Audit(Completed("cns_1", "prv_2")));
    }

    [Fact]
    public void Run_CompletedTwice_IsDoubled()
    {
        _history.Life("cns_1", "prv_1").Completed("cns_1", "prv_1");

        OnlyFault(Fault.Doubled, Audit(Completed("cns_1", "prv_1")));
    }

    [Fact]
    public void Run_OneConsultForTwoRequests_IsDoubled()
    {
        _history.Life("cns_1", "prv_1");

        OnlyFault(Fault.Doubled, Audit(Completed("cns_1", "prv_1") with { Answers = 2 }));
    }

    [Fact]
    public void Run_AConsultThatNobodyAskedFor_IsDoubled()
    {
        _history.Life("cns_1", "prv_1").Life("cns_2", "prv_1");

        OnlyFault(Fault.Doubled, Audit(Completed("cns_1", "prv_1"), Completed("cns_2", "prv_1") with { Answers = 0 }));
    }

    [Fact]
    public void Run_AConsultWhoseAnswerWasLost_IsNotDoubled()
    {
        _history.Life("cns_1", "prv_1");

        var told = new Told(new HashSet<string> { InMemoryHistory.Clinic }, [], MayExistUntold: 1);

        Assert.True(StoreAudit.Run(_history, told, TimeProvider.System).IsClean);
    }

    [Theory]
    [InlineData("TX", "2026-12-31")]
    [InlineData("CA", "2026-10-31")]
    public void Run_WithoutAValidLicence_IsUnlicensed(string state, string expiresOn)
    {
        _history.Provider("prv_3", state, expiresOn).Life("cns_1", "prv_3");

        // When assigned and when completed.
        OnlyFault(Fault.Unlicensed, Audit(Completed("cns_1", "prv_3")), count: 2);
    }

    [Fact]
    public void Run_CompletedAfterTheLicenceWasTaken_IsUnlicensed()
    {
        _history.Requested("cns_1").Assigned("cns_1", "prv_1").Started("cns_1")
            .Event("prv_1", "provider.licenses-replaced", """{"licenses":[]}""").Completed("cns_1", "prv_1");
        _history.ConsultRows.Add(new StoredConsult("cns_1", InMemoryHistory.Clinic, "CA", "completed"));
        _history.OrderRows.Add(new StoredOrder("ord_cns_1", "cns_1", "prv_1"));

        OnlyFault(Fault.Unlicensed, Audit(Completed("cns_1", "prv_1")));
    }

    [Fact]
    public void Run_AssignedWhileSuspended_IsUnlicensed()
    {
        _history.Event("prv_1", "provider.suspended", """{"reason":"x"}""").Requested("cns_1").Assigned("cns_1", "prv_1")
            .Event("prv_1", "provider.reinstated", "{}").Started("cns_1").Completed("cns_1", "prv_1");
        _history.ConsultRows.Add(new StoredConsult("cns_1", InMemoryHistory.Clinic, "CA", "completed"));
        _history.OrderRows.Add(new StoredOrder("ord_cns_1", "cns_1", "prv_1"));

        OnlyFault(Fault.Unlicensed, Audit(Completed("cns_1", "prv_1")));
    }

    [Fact]
    public void Run_TwoLiveConsultsAtOnce_IsOverCapacity()
    {
        _history.Requested("cns_1").Assigned("cns_1", "prv_1").Life("cns_2", "prv_1").Started("cns_1").Completed("cns_1", "prv_1");
        _history.ConsultRows.Add(new StoredConsult("cns_1", InMemoryHistory.Clinic, "CA", "completed"));
        _history.OrderRows.Add(new StoredOrder("ord_cns_1", "cns_1", "prv_1"));

        OnlyFault(Fault.OverCapacity, Audit(Completed("cns_1", "prv_1"), Completed("cns_2", "prv_1")));
    }

    [Fact]
    public void Run_AssignmentOfAnotherProcess_AskedForBeforeTheSlotWasFree_IsNotOverCapacity()
    {
        // It waited for the slot within its transaction, and took it after the first consult had ended.
        _history.Life("cns_1", "prv_1").Requested("cns_2").AskedFor(TimeSpan.FromMilliseconds(10))
            .Assigned("cns_2", "prv_1").AskedFor(TimeSpan.FromMilliseconds(5_500)).Started("cns_2").Completed("cns_2", "prv_1");
        _history.ConsultRows.Add(new StoredConsult("cns_2", InMemoryHistory.Clinic, "CA", "completed"));
        _history.OrderRows.Add(new StoredOrder("ord_cns_2", "cns_2", "prv_1"));

        Assert.Equal(0, Audit(Completed("cns_1", "prv_1"), Completed("cns_2", "prv_1")).Faults[Fault.OverCapacity].Count);
    }

    [Fact]
    public void Run_TwoAtOnceByTheirCommits_AskedForOneAfterTheOther_IsOverCapacity()
    {
        // Asked for after the first one's end, by a clock that is ahead; committed before it.
        _history.Requested("cns_1").Assigned("cns_1", "prv_1").Started("cns_1").Requested("cns_2")
            .Assigned("cns_2", "prv_1").AskedFor(TimeSpan.FromMinutes(1))
            .Completed("cns_1", "prv_1").Started("cns_2").AskedFor(TimeSpan.FromMinutes(2))
            .Completed("cns_2", "prv_1").AskedFor(TimeSpan.FromMinutes(3));
        foreach (var consult in (string[])["cns_1", "cns_2"])
        {
            _history.ConsultRows.Add(new StoredConsult(consult, InMemoryHistory.Clinic, "CA", "completed"));
            _history.OrderRows.Add(new StoredOrder($"ord_{consult}", consult, "prv_1"));
        }

        OnlyFault(Fault.OverCapacity, Audit(Completed("cns_1", "prv_1"), Completed("cns_2", "prv_1")));
    }

    [Fact]
    public void Run_CompletedWithoutAStart_IsOutOfOrder()
    {
        _history.Requested("cns_1").Assigned("cns_1", "prv_1").Completed("cns_1", "prv_1");
        _history.ConsultRows.Add(new StoredConsult("cns_1", InMemoryHistory.Clinic, "CA", "completed"));
        _history.OrderRows.Add(new StoredOrder("ord_cns_1", "cns_1", "prv_1"));

        OnlyFault(Fault.OutOfOrder, Audit(Completed("cns_1", "prv_1")));
    }

    [Fact]
    public void Run_StartOfAnotherAssignment_IsOutOfOrder()
    {
        _history.Requested("cns_1").Assigned("cns_1", "prv_1").Started("cns_1", number: 2).Completed("cns_1", "prv_1");
        _history.ConsultRows.Add(new StoredConsult("cns_1", InMemoryHistory.Clinic, "CA", "completed"));
        _history.OrderRows.Add(new StoredOrder("ord_cns_1", "cns_1", "prv_1"));

        OnlyFault(Fault.OutOfOrder, Audit(Completed("cns_1", "prv_1")));
    }

    [Fact]
    public void Run_AStepAfterTheEnd_IsOutOfOrder()
    {
        _history.Life("cns_1", "prv_1").Started("cns_1");

        OnlyFault(Fault.OutOfOrder, Audit(Completed("cns_1", "prv_1")));
    }

    [Fact]
    public void Run_AVersionThatIsMissing_IsOutOfOrder()
    {
        _history.Life("cns_1", "prv_1").Gap("cns_1", "offer.expired", """{"offer":"off_1","provider":"prv_1"}""");

        OnlyFault(Fault.OutOfOrder, Audit(Completed("cns_1", "prv_1")));
    }

    [Fact]
    public void Run_AStepBeforeItsPredecessor_IsOutOfOrder()
    {
        _history.Requested("cns_1").Event("cns_1", "consult.cancelled", """{"by":"clinic"}""", at: TimeSpan.FromSeconds(-1));
        _history.ConsultRows.Add(new StoredConsult("cns_1", InMemoryHistory.Clinic, "CA", "cancelled"));

        OnlyFault(Fault.OutOfOrder, Audit(new ToldConsult("cns_1", 1, null, false)));
    }

    [Fact]
    public void Run_APayloadThatWasAltered_BreaksTheChain()
    {
        _history.Life("cns_1", "prv_1").Tamper("cns_1");

        OnlyFault(Fault.ChainBroken, Audit(Completed("cns_1", "prv_1")));
    }

    [Fact]
    public void Run_RowsThatSaySomethingElse_Differ()
    {
        _history.Life("cns_1", "prv_1");
        _history.ConsultRows[0] = _history.ConsultRows[0] with { Status = "inProgress" };
        _history.OrderRows.Clear();
        _history.OpenRows.Add(new StoredOpenConsult("cns_1", "inProgress", "prv_1"));
        _history.ClaimRows.Add(new StoredClaim("slot", "prv_1/live/0", "cns_1"));

        OnlyFault(Fault.RowDiffers, Audit(Completed("cns_1", "prv_1")), count: 4);
    }

    [Fact]
    public void Run_RowsThatAreMissing_Differ()
    {
        _history.Requested("cns_1").Assigned("cns_1", "prv_1");

        // The row of the consult, the one of open consults, and the slot.
        var report = Audit();

        Assert.Equal(3, report.Faults[Fault.RowDiffers].Count);
    }

    [Fact]
    public void Run_OfManyFaults_CountsAllAndKeepsAFew()
    {
        var told = Enumerable.Range(0, 100).Select(i => new ToldConsult($"cns_{i}", 1, null, false)).ToArray();

        var lost = Audit(told).Faults[Fault.Lost];

        Assert.Equal(100, lost.Count);
        Assert.Equal(5, lost.Examples.Count);
    }

    private static ToldConsult Completed(string id, string provider) => new(id, 1, provider, IsCompleted: true);

    private static void OnlyFault(Fault fault, AuditReport report, int count = 1)
    {
        Assert.False(report.IsClean);
        Assert.Equal(
            [(fault, count)],
            report.Faults.Where(found => found.Value.Count > 0).Select(found => (found.Key, found.Value.Count)));
    }

    private AuditReport Audit(params ToldConsult[] told)
    {
        // What the store holds for other clinics' requests is nobody's fault here.
        var clinics = new HashSet<string> { InMemoryHistory.Clinic };
        return StoreAudit.Run(_history, new Told(clinics, told, told.Length == 0 ? 1 : 0), TimeProvider.System);
    }
}
