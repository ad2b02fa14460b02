using Dispatch.Client.Contract;
using Dispatch.Engine.Embedded;
using Dispatch.Tests.Integration.Harness;
using static Dispatch.Tests.Integration.Protocol.Spans;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>Those that move the clock, or lose one activation.</summary>
public sealed partial class EligibilityTests
{
    // Texas spans two zones; a licence through 1 January ends when the day has ended in the eastern one, at 06:00 UTC.
    private static readonly DateOnly LastDay = new(2026, 1, 1);
    private static readonly DateTimeOffset TexasLicenseEnd = new(2026, 1, 2, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Provider_LicensedElsewhere_IsNeverOffered()
    {
        string[][] licenses = [["CA"], ["TX", "NY"], ["CA", "FL"], ["NY"], ["FL", "TX", "CA"], ["WA"]];
        string[] states = ["CA", "TX", "NY", "FL", "OR", "WA"];
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var providers = new List<ProviderClient>();
        foreach (var own in licenses)
        {
            providers.Add(await host.AddProviderOnDuty(own));
        }

        foreach (var state in states.Concat(states))
        {
            var consult = await clinic.Request(state, Modality.Async);
            var expected = licenses.Select((l, i) => (l, i)).Where(p => p.l.Contains(state)).Select(p => providers[p.i].Id);
            await DeclineAll(host, providers, consult.Id, expected.Count());
            var asked = providers.Where(p => p.Events.All.OfType<OfferMade>().Any(o => o.ConsultId == consult.Id));
            Assert.Equal(expected, asked.Select(p => p.Id));
        }

        await host.Advance(Seconds(40), Seconds(2));
        for (var i = 0; i < licenses.Length; i++)
        {
            Assert.All(providers[i].Events.All.OfType<OfferMade>(), o => Assert.Contains(o.State, licenses[i]));
        }
    }

    [Fact]
    public async Task Accept_AfterTheLicenseEndedWhileTheOfferWasOpen_IsGoneAndAnotherIsAsked()
    {
        await using var host = await DispatchHost.Start(At(TexasLicenseEnd - Seconds(15)));
        var clinic = await host.AddClinic();
        var ending = await host.AddProviderOnDuty(EndingLicense());
        var consult = await clinic.Request("TX");
        var offer = await ending.NextOffer(consult.Id);
        Assert.True(offer.ExpiresAt > TexasLicenseEnd);
        var other = await host.AddProviderOnDuty("TX");

        await host.Advance(Seconds(16));
        var answer = await ending.TryAccept(offer.OfferId);

        Assert.Equal(("gone", "notEligible"), (answer.Result, answer.Reason));
        await other.Accept(await host.Soon(other.TakeOffer(consult.Id), "an offer to one whose licence is valid"));
        await host.Advance(Seconds(40), Seconds(2));
        Assert.Single(ending.Events.All.OfType<OfferMade>());
    }

    [Fact]
    public async Task Accept_InTheLastSecondOfTheLicense_IsAssigned()
    {
        await using var host = await DispatchHost.Start(At(TexasLicenseEnd - Seconds(15)));
        var clinic = await host.AddClinic();
        var ending = await host.AddProviderOnDuty(EndingLicense());
        var offer = await ending.NextOffer((await clinic.Request("TX")).Id);

        await host.Advance(Seconds(14));

        await ending.Accept(offer);
    }

    [Fact]
    public async Task Complete_AfterTheLicenseEnded_IsGoneAndTheConsultGoesToAnother()
    {
        await using var host = await DispatchHost.Start(At(TexasLicenseEnd - Seconds(15)));
        var clinic = await host.AddClinic();
        var ending = await host.AddProviderOnDuty(EndingLicense());
        var consult = await clinic.Request("TX");
        var offer = await ending.NextOffer(consult.Id);
        await ending.Accept(offer);
        await ending.Start(consult.Id);
        var other = await host.AddProviderOnDuty("TX");

        await host.Advance(Seconds(16));
        var refused = await ending.TryComplete(offer);

        Assert.Equal(Gone, refused.Refusal?.Type);
        var again = await host.Soon(other.TakeOffer(consult.Id), "an offer to one whose licence is valid");
        Assert.DoesNotContain("consult.completed", await clinic.TimelineTypes(consult.Id));
        var released = Assert.Single(await clinic.Timeline(consult.Id), e => e.Type == "consult.released");
        Assert.Equal("requirementUnmet", released.Text("reason"));
        await other.Accept(again);
        await other.Start(consult.Id);
        await other.Complete(again);
    }

    private static DispatchHostOptions At(DateTimeOffset start) => new() { Time = new SimulatedTimeProvider(start) };

    private static CreateProvider EndingLicense() => Samples.Provider([Samples.License("TX", LastDay)]);

    /// <summary>Declines every offer of the consult, as many as are expected, whoever gets them.</summary>
    private static async Task DeclineAll(DispatchHost host, List<ProviderClient> providers, string consult, int expected)
    {
        for (var declined = 0; declined < expected; declined++)
        {
            await host.AdvanceUntil(
                () => Task.FromResult(providers.Any(HasOffer)),
                Seconds(1),
                $"offer {declined + 1} of {expected}",
                Seconds(0.1));
            var asked = providers.First(HasOffer);
            await asked.Decline(await asked.NextOffer(consult));
        }

        bool HasOffer(ProviderClient provider) => provider.Events.Left.OfType<OfferMade>().Any(o => o.ConsultId == consult);
    }
}
