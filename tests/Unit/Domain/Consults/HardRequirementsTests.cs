using Dispatch.Domain.Consults;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;
using static Dispatch.Tests.Unit.Domain.Providers.ProviderSamples;

namespace Dispatch.Tests.Unit.Domain.Consults;

public class HardRequirementsTests
{
    private static readonly HardRequirements Live = Ticket(services: "botox").Requirements;

    [Fact]
    public void For_OrdersServicesAndIntersectsCredentials()
    {
        var requirements = HardRequirements.For(
            new StateCode("CA"), Modality.Live, [new("hormone"), new("botox"), new("hormone")]);

        Assert.Equal([new("botox"), new("hormone")], requirements.Services);
        Assert.Equal([Credential.MD, Credential.DO, Credential.NP], requirements.Credentials);
    }

    [Fact]
    public void FirstUnmetBy_AllMet_IsNull() => Assert.Null(Live.FirstUnmetBy(Profile(services: "botox"), false, Noon));

    [Fact]
    public void FirstUnmetBy_SuspendedWhateverElse_IsSuspended() =>
        Assert.Equal(UnmetRequirement.Suspended, Live.FirstUnmetBy(Profile(states: ""), true, Noon));

    [Fact]
    public void FirstUnmetBy_LicensedElsewhere_IsNotLicensed() =>
        Assert.Equal(UnmetRequirement.NotLicensed, Live.FirstUnmetBy(Profile("TX NV"), false, Noon));

    [Fact]
    public void FirstUnmetBy_LicenseEnded_IsExpired()
    {
        // Noon is 12:00 UTC of the 2nd; the day in California ends 20 hours later.
        var profile = Profile(expiresOn: new DateOnly(2026, 11, 2));

        Assert.Null(Live.FirstUnmetBy(profile, false, Noon.AddHours(20).AddTicks(-1)));
        Assert.Equal(UnmetRequirement.LicenseExpired, Live.FirstUnmetBy(profile, false, Noon.AddHours(20)));
    }

    [Fact]
    public void FirstUnmetBy_CredentialThatMayNotPerformIt_IsCredential() => Assert.Equal(
        UnmetRequirement.Credential,
        Ticket(services: "hormone").Requirements.FirstUnmetBy(Profile(credential: Credential.PA), false, Noon));

    [Fact]
    public void FirstUnmetBy_ModalityNotHeldOrWithoutCapacity_IsModality()
    {
        Assert.Equal(UnmetRequirement.Modality, Live.FirstUnmetBy(Profile(modalities: "Async"), false, Noon));
        Assert.Equal(UnmetRequirement.Modality, Live.FirstUnmetBy(Profile(live: 0), false, Noon));
    }

    [Fact]
    public void FirstUnmetBy_OneServiceWithoutPrivilege_IsPrivilege() => Assert.Equal(
        UnmetRequirement.Privilege,
        Ticket(services: "botox filler").Requirements.FirstUnmetBy(Profile(services: "botox"), false, Noon));
}
