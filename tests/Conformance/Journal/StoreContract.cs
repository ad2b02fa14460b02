using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal;
using Dispatch.Journal.History;
using Dispatch.Journal.Notes;
using Dispatch.Journal.Sessions;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>What every store of production does beyond the journal: it keeps what the pages read.</summary>
public abstract class StoreContract : JournalContract
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private IJournalStore Whole => ((StoreFixture)Fixture).Whole;

    [Fact]
    public async Task Sessions_BegunAndEnded_AreReadBackAcrossARestart()
    {
        Fixture.Start();
        var sessions = Whole.Sessions;
        var (first, second, other) = (Session(1, "prv_a"), Session(2, "prv_a"), Session(3, "cli_b"));
        foreach (var session in (StoredSession[])[first, second, other])
        {
            await sessions.Begin(session);
        }

        await sessions.Seen(first.TokenHash, Samples.At.AddMinutes(2));
        await sessions.Seen(first.TokenHash, Samples.At.AddMinutes(1));
        await sessions.End(second.TokenHash, Samples.At.AddMinutes(3));
        await Fixture.Reopen();
        Fixture.Start();
        sessions = Whole.Sessions;

        AssertSession(first with { SeenAt = Samples.At.AddMinutes(2) }, await sessions.Find(first.TokenHash));
        AssertSession(second with { EndedAt = Samples.At.AddMinutes(3) }, await sessions.Find(second.TokenHash));
        Assert.Null(await sessions.Find(new byte[32]));
        Assert.Equal(1, await sessions.EndAll("prv_a", null, Samples.At.AddMinutes(4)));
        Assert.Equal(0, await sessions.EndAll("prv_a", null, Samples.At.AddMinutes(5)));
        Assert.Null((await sessions.Find(other.TokenHash))!.EndedAt);
        Assert.Equal([first.TokenHash.ToArray()], await sessions.EndedSince(Samples.At.AddMinutes(4)));
        Assert.Equal(2, (await sessions.EndedSince(Samples.At)).Count);
        await sessions.Forget(Samples.At.AddHours(12));
        Assert.NotNull(await sessions.Find(first.TokenHash));
        await sessions.Forget(Samples.At.AddHours(12).AddTicks(10));
        Assert.Null(await sessions.Find(first.TokenHash));
    }

    [Fact]
    public async Task Holder_OfAClaim_IsToldWhileItHolds()
    {
        Fixture.Start();
        var key = Samples.NewStream();
        await Fixture.Journal.Append(Samples.Append(Samples.NewStream()).With(
            new ClaimChange.Take("for a while", key, "first", Fixture.Now.AddHours(1)), new ClaimChange.Take("for good", key, "second")));

        Assert.Equal("first", await Whole.Claims.Holder("for a while", key, Fixture.Now));
        Assert.Null(await Whole.Claims.Holder("for a while", key, Fixture.Now.AddHours(1)));
        Assert.Equal("second", await Whole.Claims.Holder("for good", key, Fixture.Now.AddYears(1)));
        Assert.Null(await Whole.Claims.Holder("other", key, Fixture.Now));
    }

    [Fact]
    public async Task DraftNotes_SavedOnAnOlderVersion_AreAConflictAndChangeNothing()
    {
        Fixture.Start();
        var drafts = Whole.DraftNotes;
        var notes = new DraftNotes(
            Samples.New<ConsultId>(), 1, Samples.New<ProviderId>(), 0, Samples.At, new SealedData(new byte[] { 1, 2, 3 }));

        Assert.Equal(new SaveNotesResult.Saved(1), await drafts.Save(notes, 0));
        Assert.Equal(new SaveNotesResult.Conflict(1), await drafts.Save(notes with { Content = new SealedData(new byte[] { 9 }) }, 0));
        Assert.Equal(new SaveNotesResult.Saved(2), await drafts.Save(notes with { SavedAt = Samples.At.AddSeconds(1) }, 1));
        Assert.Equal(new SaveNotesResult.Saved(3), await drafts.Save(notes, null));
        Assert.Equal(new SaveNotesResult.Conflict(3), await drafts.Save(notes, 7));

        var read = await drafts.Find(notes.Consult, 1);
        Assert.Equal((3, notes.Provider, Samples.At), (read!.Version, read.Provider, read.SavedAt));
        Assert.Equal(notes.Content.Ciphertext.ToArray(), read.Content.Ciphertext.ToArray());
        Assert.Null(await drafts.Find(notes.Consult, 2));
    }

    [Fact]
    public async Task DraftNotes_SavedManyTimesAtOnceOnOneVersion_AreSavedOnce()
    {
        Fixture.Start();
        var notes = new DraftNotes(
            Samples.New<ConsultId>(), 1, Samples.New<ProviderId>(), 0, Samples.At, new SealedData(new byte[] { 1 }));

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Whole.DraftNotes.Save(notes, 0)));

        Assert.Single(results.OfType<SaveNotesResult.Saved>());
    }

    [Fact]
    public async Task Sessions_OfOneKindEnded_LeaveTheOthersOfTheSubject()
    {
        Fixture.Start();
        var sessions = Whole.Sessions;
        var (person, wall) = (Session(1, "cli_a"), Session(2, "cli_a") with { Kind = "Wall" });
        await sessions.Begin(person);
        await sessions.Begin(wall);

        Assert.Equal(1, await sessions.EndAll("cli_a", "Wall", Samples.At.AddMinutes(1)));

        Assert.Null((await sessions.Find(person.TokenHash))!.EndedAt);
        Assert.Equal(Samples.At.AddMinutes(1), (await sessions.Find(wall.TokenHash))!.EndedAt);
    }

    [Theory]
    [InlineData(ConsultStatus.Assigned, true)]
    [InlineData(ConsultStatus.InProgress, true)]
    [InlineData(ConsultStatus.Completed, false)]
    [InlineData(ConsultStatus.Cancelled, false)]
    [InlineData(ConsultStatus.Expired, false)]
    public async Task DraftNotes_OfAConsultThatTheirProviderServesNoMore_AreForgotten(ConsultStatus status, bool areKept)
    {
        Fixture.Start();
        var drafts = Whole.DraftNotes;
        var (provider, other) = (Samples.New<ProviderId>(), Samples.New<ProviderId>());
        var ticket = Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>(), "TX", Samples.At);
        await Fixture.Journal.Append(Samples.Append(ticket.Consult.Value).With(Samples.Consult(ticket, status, Samples.At, provider: provider)));
        var notes = new DraftNotes(ticket.Consult, 2, provider, 0, Samples.At, new SealedData(new byte[] { 1 }));
        await drafts.Save(notes, 0);
        await drafts.Save(notes with { Number = 1, Provider = other }, 0);

        Assert.Equal(areKept ? 1 : 2, await drafts.ForgetUnserved());

        Assert.Equal(areKept, await drafts.Find(ticket.Consult, 2) is not null);
        Assert.Null(await drafts.Find(ticket.Consult, 1));
        Assert.Equal(0, await drafts.ForgetUnserved());
    }

    [Fact]
    public async Task WaitHistory_PutAgain_ReplacesWhatWasThere()
    {
        Fixture.Start();
        var history = Whole.WaitHistory;
        var texas = new StateCode("TX");
        WaitBucket[] buckets =
        [
            .. Enumerable.Range(0, 150).Select(i => Bucket(FiveMinutes, texas, i, i)),
            Bucket(FiveMinutes, null, 0, 7),
            Bucket(TimeSpan.FromHours(1), texas, 0, 9),
        ];

        await history.Put(buckets);
        await history.Put([Bucket(FiveMinutes, texas, 3, 33)]);

        var day = await history.Read(FiveMinutes, texas, Samples.At, Samples.At + (5 * FiveMinutes));
        Assert.Equal([0, 1, 2, 33, 4], day.Select(b => b.Accepted));
        Assert.Equal(buckets[4].Waits.ToArray(), day[4].Waits.ToArray());
        Assert.Equal(buckets[4] with { Waits = default }, day[4] with { Waits = default });
        Assert.Equal(7, Assert.Single(await history.Read(FiveMinutes, null, Samples.At, Samples.At.AddDays(1))).Accepted);
        Assert.Equal(9, Assert.Single(await history.Read(TimeSpan.FromHours(1), texas, Samples.At, Samples.At.AddDays(1))).Accepted);
        Assert.Equal(Samples.At, await history.Newest(FiveMinutes));
        Assert.Null(await history.Newest(TimeSpan.FromDays(1)));
        await history.Forget(FiveMinutes, Samples.At + (148 * FiveMinutes));
        Assert.Equal(2, (await history.Read(FiveMinutes, texas, Samples.At, Samples.At.AddDays(1))).Count);
        Assert.Single(await history.Read(TimeSpan.FromHours(1), texas, Samples.At, Samples.At.AddDays(1)));
        await history.Put([]);
    }

    [Fact]
    public async Task WaitHistory_OfAcceptances_ReadsThoseWithinTheTime()
    {
        Fixture.Start();
        for (var i = 0; i < 4; i++)
        {
            var ticket = Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>(), "TX", Samples.At);
            await Fixture.Journal.Append(Samples.Append(ticket.Consult.Value).With(Samples.Consult(
                ticket, ConsultStatus.Assigned, acceptedAt: Samples.At.AddSeconds(i), provider: Samples.New<ProviderId>())));
        }

        var found = await Whole.WaitHistory.Accepted(new StateCode("TX"), Samples.At.AddSeconds(1), Samples.At.AddSeconds(3));

        Assert.Equal([1, 2], found.Select(w => (int)(w.AcceptedAt - w.RequestedAt).TotalSeconds));
        Assert.Equal(
            Samples.At.AddSeconds(1),
            await Whole.WaitHistory.FirstAccepted(new StateCode("TX"), Samples.At.AddMilliseconds(1)));
        Assert.Null(await Whole.WaitHistory.FirstAccepted(new StateCode("TX"), Samples.At.AddSeconds(9)));
        Assert.Empty(await Whole.WaitHistory.Accepted(new StateCode("OH"), Samples.At, Samples.At.AddDays(1)));
    }

    [Fact]
    public async Task WaitHistory_OfOneThatWaitedForServiceHours_CountsFromTheirBegin()
    {
        Fixture.Start();
        var ticket = Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>(), "TX", Samples.At);
        var opensAt = Samples.At.AddHours(8);
        await Fixture.Journal.Append(Samples.Append(ticket.Consult.Value).With(Samples.WithOpening(
            Samples.Consult(ticket, ConsultStatus.Assigned, opensAt.AddMinutes(1), provider: Samples.New<ProviderId>()), opensAt)));

        var found = Assert.Single(await Whole.WaitHistory.Accepted(new StateCode("TX"), Samples.At, opensAt.AddDays(1)));

        Assert.Equal(TimeSpan.FromMinutes(1), found.AcceptedAt - found.RequestedAt);
    }

    [Fact]
    public async Task ProviderFigures_AddedTwice_AddUpFromAQuarterOfAnHourOn()
    {
        Fixture.Start();
        var figures = Whole.ProviderFigures;
        var provider = Samples.New<ProviderId>();
        var one = new ProviderFigures(
            provider, Samples.At, 1, 2, 3, 4, 5, 6, 7, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(9));
        var others = Enumerable.Range(0, 75).Select(_ => one with { Provider = Samples.New<ProviderId>() });

        await figures.Add([one, .. others]);
        await figures.Add([one, one with { Start = Samples.At + ProviderFigures.Quarter }]);

        Assert.Equal(one.Plus(one).Plus(one), await figures.Since(provider, Samples.At));
        Assert.Equal(
            one with { Start = Samples.At.AddMinutes(1) }, await figures.Since(provider, Samples.At.AddMinutes(1)));
        await figures.Forget(Samples.At.AddMinutes(1));
        Assert.Equal(one, await figures.Since(provider, Samples.At));
        Assert.Equal(
            ProviderFigures.None(provider, Samples.At.AddDays(1)), await figures.Since(provider, Samples.At.AddDays(1)));
    }

    [Fact]
    public async Task NodeReports_WrittenAgain_KeepWhatTheOperatorWants()
    {
        Fixture.Start();
        var reports = Whole.NodeReports;
        var report = new NodeReport("node-a", Samples.At, Samples.At, false, new byte[] { 1 });
        Assert.False(await reports.Report(report));
        Assert.False(await reports.Report(report with { Node = "node-b" }));

        Assert.True(await reports.Want("node-a", true));
        Assert.False(await reports.Want("node-z", true));
        Assert.True(await reports.Report(report with { SeenAt = Samples.At.AddSeconds(5), Body = new byte[] { 2 } }));

        var seen = Assert.Single(await reports.SeenSince(Samples.At.AddSeconds(5)));
        Assert.Equal(("node-a", true, (byte)2), (seen.Node, seen.Drain, seen.Body.Span[0]));
        Assert.Equal(["node-a", "node-b"], (await reports.SeenSince(Samples.At)).Select(r => r.Node));
        Assert.True(await reports.Want("node-a", false));
        Assert.False(await reports.Report(report));
        await reports.Remove("node-b");
        await reports.Forget(Samples.At);
        Assert.Single(await reports.SeenSince(Samples.At));
        await reports.Forget(Samples.At.AddSeconds(1));
        Assert.Empty(await reports.SeenSince(Samples.At));
    }

    [Fact]
    public async Task ConsultTable_OfAClinic_HasItsNewestConsultsAndFindsItsOwnAlone()
    {
        Fixture.Start();
        var (clinic, stranger) = (Samples.New<ClinicId>(), Samples.New<ClinicId>());
        var ids = new List<ConsultId>();
        for (var i = 0; i < 3; i++)
        {
            var ticket = Samples.Ticket(Samples.New<ConsultId>(), i == 2 ? stranger : clinic, "TX", Samples.At.AddSeconds(i));
            ids.Add(ticket.Consult);
            await Fixture.Journal.Append(Samples.Append(ticket.Consult.Value).With(Samples.Consult(ticket)));
        }

        var table = Whole.ConsultTable;
        var rows = await table.Newest(clinic, 10);
        var found = await table.Find(clinic, [ids[0], ids[2]]);

        Assert.Equal([ids[1], ids[0]], rows.Select(r => r.Consult));
        Assert.Equal(
            (ConsultStatus.Waiting, new StateCode("TX"), null, 1L, Samples.At, null, Samples.At.AddMinutes(2)),
            (rows[1].Status, rows[1].State, rows[1].Provider, rows[1].Version, rows[1].RequestedAt, rows[1].AcceptedAt, rows[1].AcceptBy));
        Assert.Equal([ids[1]], (await table.Newest(clinic, 1)).Select(r => r.Consult));
        Assert.Equal([ids[0]], found.Select(r => r.Consult.Id));
        Assert.Empty(await table.Find(clinic, []));
    }

    private static StoredSession Session(byte number, string subject) => new(
        Enumerable.Repeat(number, 32).ToArray(), "Provider", subject, Samples.At, Samples.At, Samples.At.AddHours(12), null);

    private static void AssertSession(StoredSession expected, StoredSession? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.TokenHash.ToArray(), actual.TokenHash.ToArray());
        Assert.Equal(expected with { TokenHash = default }, actual with { TokenHash = default });
    }

    private static WaitBucket Bucket(TimeSpan span, StateCode? state, int place, int accepted) => new(
        span, state, Samples.At + (place * span), accepted, accepted / 2, TimeSpan.FromMinutes(accepted), new byte[] { 1, 2 });
}
