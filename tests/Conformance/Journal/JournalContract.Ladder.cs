using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Sla;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Conformance.Journal;

public abstract partial class JournalContract
{
    [Fact]
    public async Task OpenConsult_WithItsOwnLadderStepsAndAttention_IsReadBackInFull()
    {
        Fixture.Start();
        var ticket = Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>()) with
        {
            Ladder = new SlaLadder([new LadderStep(SlaPromise.Acceptance, 40, LadderAction.OfferToTwo)]),
            Preferences = new SoftPreferences(null, Samples.At.AddSeconds(5), "es", Samples.New<ProviderId>(), "0123abcd"),
        };
        var row = Samples.Consult(ticket);
        var open = row.Open with { StepsTaken = 1, Units = 5 };
        await Write(row with { Open = open });

        Assert.Equivalent(open, Assert.Single(await Fixture.OpenConsults.Find([ticket.Consult])), strict: true);
    }

    [Fact]
    public async Task LastProvider_OfAPatientOfAClinic_IsTheOneWrittenLast()
    {
        Fixture.Start();
        var clinic = Samples.New<ClinicId>();
        var (first, last) = (Samples.New<ProviderId>(), Samples.New<ProviderId>());
        await Write(new PatientProviderRow(clinic, "0123abcd", first, Samples.At));
        await Write(new PatientProviderRow(clinic, "0123abcd", last, Samples.At.AddDays(1)));

        Assert.Equal(last, await Fixture.Consults.LastProvider(clinic, "0123abcd"));
        Assert.Null(await Fixture.Consults.LastProvider(clinic, "other"));
        Assert.Null(await Fixture.Consults.LastProvider(Samples.New<ClinicId>(), "0123abcd"));
    }
}
