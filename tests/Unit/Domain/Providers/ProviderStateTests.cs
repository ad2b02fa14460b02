using Dispatch.Domain;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Providers.Events;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;
using static Dispatch.Tests.Unit.Domain.Providers.ProviderSamples;

namespace Dispatch.Tests.Unit.Domain.Providers;

public class ProviderStateTests
{
    private static readonly ProviderState Registered =
        ProviderState.Apply(null, new ProviderRegistered(Profile()), Noon);

    [Fact]
    public void Registered_IsOffDuty() =>
        Assert.Equal((Duty.OffDuty, false, 1L), (Registered.Duty, Registered.Suspended, Registered.Version));

    [Fact]
    public void Registered_Twice_CannotFollow() => Assert.Throws<InvariantBrokenException>(
        () => ProviderState.Apply(Registered, new ProviderRegistered(Profile()), At(1)));

    [Fact]
    public void AnythingElse_First_CannotFollow() => Assert.Throws<InvariantBrokenException>(
        () => ProviderState.Apply(null, new ProviderReinstated(), At(1)));

    [Fact]
    public void DutyChanged_TakesTheModalities()
    {
        var available = Apply(Registered, new DutyChanged(Duty.Available, [Modality.Async]));

        Assert.Equal((Duty.Available, 2L, At(1)), (available.Duty, available.Version, available.UpdatedAt));
        Assert.Equal(Modality.Async, Assert.Single(available.DutyModalities));
    }

    [Fact]
    public void Suspended_EndsDuty_AndReinstatingDoesNotBringItBack()
    {
        var available = Apply(Registered, new DutyChanged(Duty.Available, [Modality.Async]));
        var suspended = Apply(available, new ProviderSuspended("why"));
        var reinstated = Apply(suspended, new ProviderReinstated());

        Assert.Equal((true, Duty.OffDuty), (suspended.Suspended, suspended.Duty));
        Assert.Empty(suspended.DutyModalities);
        Assert.Equal((false, Duty.OffDuty), (reinstated.Suspended, reinstated.Duty));
    }

    [Fact]
    public void LicensesReplaced_ReplacesAll() =>
        Assert.Equal("TX", Assert.Single(Apply(Registered, new LicensesReplaced(Licenses("TX"))).Profile.Licenses).State.Value);

    private static ProviderState Apply(ProviderState before, ProviderEvent @event) =>
        ProviderState.Apply(before, @event, At(1));
}
