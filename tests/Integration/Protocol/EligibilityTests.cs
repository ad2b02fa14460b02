using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Protocol;

public sealed partial class EligibilityTests
{
    private const string Gone = "urn:dispatch:problem:gone";

    [Fact]
    public async Task Suspend_WhileAnOfferIsOpen_TakesItBackAndAsksAnother()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var suspended = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await suspended.NextOffer(consult.Id);
        var other = await host.AddProviderOnDuty("CA");

        Assert.True((await host.Operator.SuspendProvider(suspended.Id, "board action")).IsSuccess);

        Assert.Equal("suspended", (await host.Soon(suspended.TakeRescinded(offer.OfferId), "the offer ends")).Reason);
        await host.Soon(other.TakeOffer(consult.Id), "an offer to another");
        var answer = await suspended.TryAccept(offer.OfferId);
        Assert.Equal(("gone", "notEligible"), (answer.Result, answer.Reason));
    }

    [Fact]
    public async Task Suspend_WhileInProgress_RefusesTheSignatureAndAsksAnother()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var suspended = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await suspended.NextOffer(consult.Id);
        await suspended.Accept(offer);
        await suspended.Start(consult.Id);
        var other = await host.AddProviderOnDuty("CA");

        Assert.True((await host.Operator.SuspendProvider(suspended.Id, "board action")).IsSuccess);

        await suspended.NextConsultChanged(consult.Id);
        Assert.Equal(Gone, (await suspended.TryComplete(offer)).Refusal?.Type);
        await host.Soon(other.TakeOffer(consult.Id), "an offer to another");
        var released = Assert.Single(await clinic.Timeline(consult.Id), e => e.Type == "consult.released");
        Assert.Equal("suspended", released.Text("reason"));
    }

    [Fact]
    public async Task ReplaceLicenses_WhileAnOfferIsOpen_TakesItBackAndAsksAnother()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var moved = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await moved.NextOffer(consult.Id);
        var other = await host.AddProviderOnDuty("CA");

        Assert.True((await host.Operator.PutLicenses(
            moved.Id, new LicenseList([Samples.License("NV", Samples.LicenseEnd)]))).IsSuccess);

        Assert.Equal("licenseEnded", (await host.Soon(moved.TakeRescinded(offer.OfferId), "the offer ends")).Reason);
        await host.Soon(other.TakeOffer(consult.Id), "an offer to another");
        var inNevada = await clinic.Request("NV");
        await host.Soon(moved.TakeOffer(inNevada.Id), "an offer under the new licence");
    }
}
