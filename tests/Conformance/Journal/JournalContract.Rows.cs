using Dispatch.Domain.Consults;
using Dispatch.Domain.Hours;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Conformance.Journal;

public abstract partial class JournalContract
{
    private static readonly StateCode California = new("CA");

    [Fact]
    public async Task OpenConsults_AfterAcknowledgement_AreReadBackInFullAndInTheOrderOfTheLine()
    {
        Fixture.Start();
        var clinic = Samples.New<ClinicId>();
        var late = Samples.Consult(Samples.Ticket(Samples.New<ConsultId>(), clinic, requestedAt: Samples.At.AddMinutes(1)));
        var early = Samples.Consult(Samples.Ticket(Samples.New<ConsultId>(), clinic));
        var urgent = Samples.Consult(
            Samples.Ticket(Samples.New<ConsultId>(), clinic, requestedAt: Samples.At.AddMinutes(2), priority: Priority.Urgent));
        var elsewhere = Samples.Consult(Samples.Ticket(Samples.New<ConsultId>(), clinic, state: "TX"));
        foreach (var row in new[] { late, early, urgent, elsewhere })
        {
            await Write(row);
        }

        var line = await Fixture.OpenConsults.InState(California);

        Assert.Equal(
            [urgent.Consult.Id, early.Consult.Id, late.Consult.Id],
            line.Select(consult => consult.Ticket.Consult));
        Assert.Equivalent(urgent.Open, line[0], strict: true);
        Assert.Equal([California, new StateCode("TX")], await Fixture.OpenConsults.States());
        Assert.Equal(4, (await Fixture.OpenConsults.CountByClinic())[clinic]);
    }

    [Fact]
    public async Task OpenConsults_OnceEnded_AreNoLongerOpenButStillFound()
    {
        Fixture.Start();
        var ticket = Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>());
        var provider = Samples.New<ProviderId>();
        await Write(Samples.Consult(ticket, ConsultStatus.Assigned, provider: provider, version: 2));
        Assert.Single(await Fixture.OpenConsults.ServedBy(provider));
        Assert.Equal(
            [new OpenConsultVersion(ticket.Consult, 2, Samples.At)], await Fixture.OpenConsults.Versions(California));

        await Write(Samples.Consult(ticket, ConsultStatus.Completed, updatedAt: Samples.At.AddSeconds(5), version: 3));

        Assert.Empty(await Fixture.OpenConsults.InState(California));
        Assert.Empty(await Fixture.OpenConsults.Versions(California));
        Assert.Empty(await Fixture.OpenConsults.ServedBy(provider));
        Assert.Empty(await Fixture.OpenConsults.States());
        Assert.Empty(await Fixture.OpenConsults.CountByClinic());
        var found = Assert.Single(
            await Fixture.OpenConsults.Find([Samples.New<ConsultId>(), ticket.Consult]));
        Assert.Equal(ConsultStatus.Completed, found.Status);
    }

    [Fact]
    public async Task Consult_ChangedInSomeColumns_KeepsTheOthers()
    {
        Fixture.Start();
        var provider = Samples.New<ProviderId>();
        var ticket = Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>());
        await Write(Samples.Consult(ticket));
        await Write(Samples.Consult(ticket, ConsultStatus.Assigned, Samples.At, provider: provider, version: 2) with
        {
            Changes = ConsultColumns.Provider | ConsultColumns.Acceptance,
        });
        await Write(Samples.Consult(ticket, ConsultStatus.InProgress, Samples.At, provider: provider, version: 3) with
        {
            Changes = ConsultColumns.None,
        });

        Assert.Equal(3, Assert.Single(await Fixture.OpenConsults.ServedBy(provider)).Version);
        Assert.Single(await Fixture.Consults.AcceptedSince(California, Samples.At, 10));

        await Write(Samples.Consult(ticket, ConsultStatus.Completed, Samples.At, version: 4) with { Changes = ConsultColumns.End });

        Assert.Empty(await Fixture.OpenConsults.ServedBy(provider));
        Assert.Empty(await Fixture.OpenConsults.States());
        Assert.Single(await Fixture.Consults.AcceptedSince(California, Samples.At, 10));
    }

    [Fact]
    public async Task Consults_OfAClinic_ComeNewestFirstPageByPage()
    {
        Fixture.Start();
        var clinic = Samples.New<ClinicId>();
        await Write(Samples.Consult(Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>())));
        var written = new List<ConsultId>();
        for (var i = 0; i < 5; i++)
        {
            // Two of each instant, so that the id decides.
            var ticket = Samples.Ticket(Samples.New<ConsultId>(), clinic, requestedAt: Samples.At.AddSeconds(i / 2));
            written.Insert(0, ticket.Consult);
            await Write(Samples.Consult(ticket));
        }

        var first = await Fixture.Consults.List(new ConsultFilter(clinic, null, null, null, null, 2));
        var cursor = (first[^1].Consult.RequestedAt, first[^1].Consult.Id);
        var rest = await Fixture.Consults.List(new ConsultFilter(clinic, null, null, null, cursor, 10));

        Assert.Equal(written, first.Concat(rest).Select(row => row.Consult.Id));
    }

    [Fact]
    public async Task Consults_Filtered_MatchEveryCondition()
    {
        Fixture.Start();
        var clinic = Samples.New<ClinicId>();
        var match = Samples.Ticket(Samples.New<ConsultId>(), clinic, "TX", Samples.At.AddMinutes(1));
        await Write(Samples.Consult(match, ConsultStatus.Cancelled));
        await Write(Samples.Consult(Samples.Ticket(Samples.New<ConsultId>(), clinic, "TX", Samples.At.AddMinutes(1))));
        await Write(Samples.Consult(
            Samples.Ticket(Samples.New<ConsultId>(), clinic, "CA", Samples.At.AddMinutes(1)), ConsultStatus.Cancelled));
        await Write(Samples.Consult(Samples.Ticket(Samples.New<ConsultId>(), clinic, "TX"), ConsultStatus.Cancelled));

        var filter = new ConsultFilter(
            clinic, ConsultStatus.Cancelled, new StateCode("TX"), Samples.At.AddMinutes(1), null, 10);

        Assert.Equal([match.Consult], (await Fixture.Consults.List(filter)).Select(row => row.Consult.Id));
    }

    [Fact]
    public async Task Consult_ChangedWithoutPatient_KeepsThePatientOfItsRequest()
    {
        Fixture.Start();
        var ticket = Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>());
        await Write(Samples.Consult(ticket, patient: Samples.Sealed(1, 2, 3)));
        await Write(Samples.Consult(ticket, ConsultStatus.Assigned, Samples.At.AddSeconds(9), version: 2));

        var row = await Fixture.Consults.Find(ticket.Consult);

        Assert.Equal(ConsultStatus.Assigned, row!.Consult.Status);
        Assert.Equal([1, 2, 3], row.Patient!.Ciphertext.ToArray());
        Assert.Null(await Fixture.Consults.Find(Samples.New<ConsultId>()));
    }

    [Fact]
    public async Task Rows_OfOneKeyInOneBatch_TheLastCountsAndThePatientStays()
    {
        var ticket = Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>());
        var first = Write(Samples.Consult(ticket, patient: Samples.Sealed(7)));
        var second = Write(
            Samples.Consult(ticket, ConsultStatus.Assigned, version: 2));
        Fixture.Start();
        await Task.WhenAll(first, second);

        var row = await Fixture.Consults.Find(ticket.Consult);
        Assert.Equal(ConsultStatus.Assigned, row!.Consult.Status);
        Assert.Equal([7], row.Patient!.Ciphertext.ToArray());
        Assert.Equal(ConsultStatus.Assigned, Assert.Single(await Fixture.OpenConsults.InState(California)).Status);
    }

    [Fact]
    public async Task Rows_ThatAreWrittenAsNewThoughTheyAreThere_AreReplacedAndTheTicketStays()
    {
        var ticket = Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>());
        var order = new OrderRow(
            Samples.New<OrderId>(), ticket.Consult, ticket.Clinic, Samples.New<ProviderId>(), Samples.At, Samples.Sealed(1));
        Fixture.Start();
        await Write(Samples.Consult(ticket, patient: Samples.Sealed(7)), order);

        Assert.IsType<AppendResult.Appended>(
            await Write(Samples.Consult(ticket, patient: Samples.Sealed(8), updatedAt: Samples.At.AddSeconds(5))));
        Assert.IsType<AppendResult.Appended>(await Write(order with { Content = Samples.Sealed(2) }));

        var row = await Fixture.Consults.Find(ticket.Consult);
        Assert.Equal(Samples.At.AddSeconds(5), row!.Open.UpdatedAt);
        Assert.Equal([7], row.Patient!.Ciphertext.ToArray());
        Assert.Equal([2], (await Fixture.Consults.Order(order.Id))!.Content.Ciphertext.ToArray());
        Assert.True(Fixture.Health.Read().IsAvailable);
    }

    [Fact]
    public async Task Rows_OfARefusedAppend_AreNotWritten()
    {
        Fixture.Start();
        var ticket = Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>());
        var refused = await Journal.Append(Samples.Append(Samples.NewStream(), 5).With(Samples.Consult(ticket)));
        Assert.Equal(new AppendResult.VersionConflict(0), refused);
        Assert.Null(await Fixture.Consults.Find(ticket.Consult));
    }

    [Fact]
    public async Task AcceptedSince_InAState_GivesTheWaitsOldestFirstAndOfTooManyTheNewest()
    {
        Fixture.Start();
        var clinic = Samples.New<ClinicId>();
        foreach (var minutes in new[] { 30, 10, 20 })
        {
            await Write(Samples.Consult(
                Samples.Ticket(Samples.New<ConsultId>(), clinic), ConsultStatus.Assigned, Samples.At.AddMinutes(minutes)));
        }

        await Write(Samples.Consult(Samples.Ticket(Samples.New<ConsultId>(), clinic)));

        var waits = await Fixture.Consults.AcceptedSince(California, Samples.At.AddMinutes(20), 10);

        Assert.Equal(
            [
                new AcceptedWait(Samples.At, Samples.At.AddMinutes(20), Samples.At.AddMinutes(2)),
                new AcceptedWait(Samples.At, Samples.At.AddMinutes(30), Samples.At.AddMinutes(2)),
            ],
            waits);
        Assert.Equal(waits[^1], Assert.Single(await Fixture.Consults.AcceptedSince(California, Samples.At, 1)));
    }

    [Fact]
    public async Task AcceptedSince_OfOneThatWaitedForServiceHours_CountsFromTheirBegin()
    {
        Fixture.Start();
        var opensAt = Samples.At.AddHours(8);
        await Write(Samples.WithOpening(
            Samples.Consult(
                Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>()), ConsultStatus.Assigned, opensAt.AddMinutes(1)),
            opensAt));

        Assert.Equal(opensAt, Assert.Single(await Fixture.Consults.AcceptedSince(California, Samples.At, 10)).RequestedAt);
    }

    [Fact]
    public async Task Offers_OfAConsult_AreReadBackOldestFirstWithTheirOutcome()
    {
        Fixture.Start();
        var consult = Samples.New<ConsultId>();
        var (first, second) = (Samples.New<OfferId>(), Samples.New<OfferId>());
        await Write(Samples.Offer(consult, second, Samples.At.AddSeconds(40), OfferOutcome.Open));
        await Write(Samples.Offer(consult, first, Samples.At, OfferOutcome.Open));
        var expired = Samples.Offer(consult, first, Samples.At, OfferOutcome.Expired);
        await Write(expired);

        var offers = await Fixture.Consults.Offers(consult);

        Assert.Equal([first, second], offers.Select(row => row.Offer.Id));
        Assert.Equivalent(expired, offers[0], strict: true);
    }

    [Fact]
    public async Task Order_OnceSigned_IsReadBack()
    {
        Fixture.Start();
        var order = new OrderRow(
            Samples.New<OrderId>(),
            Samples.New<ConsultId>(),
            Samples.New<ClinicId>(),
            Samples.New<ProviderId>(),
            Samples.At,
            Samples.Sealed(1, 0, 255));
        await Write(order);
        Assert.Equivalent(order, await Fixture.Consults.Order(order.Id), strict: true);
        Assert.Null(await Fixture.Consults.Order(Samples.New<OrderId>()));
    }

    [Fact]
    public async Task Registry_ClinicsProvidersAndKeys_AreReadBack()
    {
        Fixture.Start();
        Assert.True(await Fixture.Registry.IsEmpty());
        var clinic = Samples.Clinic(Samples.New<ClinicId>(), "N\u0000 \U0001F489 " + new string('x', 10_000));
        var (first, second) = (Samples.New<ProviderId>(), Samples.New<ProviderId>());
        var key = new AccessKeyRow(new byte[32], "clinic", Samples.At, null);
        await Write(
            new ClinicRow(clinic), Samples.Provider(first, "A", "CA", "TX"), Samples.Provider(second, "B", "CA"), key);

        Assert.False(await Fixture.Registry.IsEmpty());
        Assert.Equal(clinic, await Fixture.Registry.Clinic(clinic.Id));
        Assert.Equal("A", (await Fixture.Registry.Provider(first))!.Profile.Name);
        Assert.Equal([first, second], await LicensedIn("CA"));
        Assert.Equal([first], await LicensedIn("TX"));
        Assert.Equal("clinic", (await Fixture.Registry.AccessKey(new byte[32]))!.Subject);
        Assert.Null(await Fixture.Registry.AccessKey(new byte[] { 1 }));

        await Write(Samples.Provider(first, "A", "NY"), key with { RevokedAt = Samples.At });
        Assert.Equal([second], await LicensedIn("CA"));
        Assert.Equal([first], await LicensedIn("NY"));
        Assert.Equal(Samples.At, (await Fixture.Registry.AccessKey(new byte[32]))!.RevokedAt);
    }

    [Fact]
    public async Task Locations_OfAClinic_AreReadBackWithoutTheRemoved()
    {
        Fixture.Start();
        var clinic = Samples.New<ClinicId>();
        var (first, second) = (Samples.Location(clinic, "First"), Samples.Location(clinic, "Second"));
        await Write(new LocationRow(second), new LocationRow(first), new LocationRow(Samples.Location(Samples.New<ClinicId>(), "Other")));
        Assert.Equal([first, second], await Fixture.Registry.Locations(clinic, 10));
        Assert.Equal([first], await Fixture.Registry.Locations(clinic, 1));

        var changed = first with { Name = "N\u0000 \U0001F489", Address = null, Active = false, Version = 2 };
        await Write(new LocationRow(changed), new LocationRow(second with { Removed = true, Version = 2 }));
        Assert.Equal([changed], await Fixture.Registry.Locations(clinic, 10));
    }

    [Fact]
    public async Task Providers_PageByPageAndByNpi_AreReadBack()
    {
        Fixture.Start();
        ProviderId[] ids = [Samples.New<ProviderId>(), Samples.New<ProviderId>(), Samples.New<ProviderId>()];
        await Write([.. ids.Select(id => Samples.Provider(id, "A", "CA"))]);
        await Write(new ProviderNpiRow("1234567893", ids[2]), new ProviderNpiRow("1234567893", ids[0]), new ProviderNpiRow("1000000004", ids[1]));
        await Write(new ProviderNpiRow("1234567893", ids[0]));

        Assert.Equal(ids[..2], (await Fixture.Registry.Providers(null, 2)).Select(p => p.Profile.Id));
        Assert.Equal(ids[2..], (await Fixture.Registry.Providers(ids[1], 2)).Select(p => p.Profile.Id));
        Assert.Empty(await Fixture.Registry.Providers(ids[2], 2));
        Assert.Equal([ids[0], ids[2]], await Fixture.Registry.ProvidersByNpi("1234567893"));
        Assert.Empty(await Fixture.Registry.ProvidersByNpi("1000000012"));
    }

    [Fact]
    public async Task Provider_WithWarningsAndShifts_IsReadBack()
    {
        Fixture.Start();
        var id = Samples.New<ProviderId>();
        var plain = Samples.Provider(id, "A", "CA").State;
        await Write(new ProviderStateRow(plain));
        var read = (await Fixture.Registry.Provider(id))!;
        Assert.Empty(read.Warnings);
        Assert.Null(read.Shifts);

        var plan = new ShiftPlan("UTC", [new(DayOfWeek.Monday, new(480, 960))], [new(new(2026, 1, 2), new(0, 60))]);
        await Write(new ProviderStateRow(plain with { Warnings = [new(new("CA"), new(2030, 1, 1), 30, Samples.At)], Shifts = plan }));

        read = (await Fixture.Registry.Provider(id))!;
        Assert.Equal(new LicenseWarning(new("CA"), new(2030, 1, 1), 30, Samples.At), Assert.Single(read.Warnings));
        Assert.Equal(plan.Weekly, read.Shifts!.Weekly);
        Assert.Equal(plan.Dated, read.Shifts.Dated);
    }

    private async Task<IEnumerable<ProviderId>> LicensedIn(string state) =>
        (await Fixture.Registry.ProvidersLicensedIn(new StateCode(state), 10)).Select(provider => provider.Profile.Id);

    private Task<AppendResult> Write(params RowChange[] rows) =>
        Journal.Append(Samples.Append(Samples.NewStream()).With(rows));
}
