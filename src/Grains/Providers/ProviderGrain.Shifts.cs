using Dispatch.Domain;
using Dispatch.Domain.Hours;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Providers.Events;
using Dispatch.Domain.Settings;
using Dispatch.Grains.Pools;
using Dispatch.Journal;

namespace Dispatch.Grains.Providers;

/// <summary>Planned shifts: a reminder when one begins, and, where they are required, the end of duty with the last one.</summary>
public sealed partial class ProviderGrain
{
    private DateTimeOffset? _shiftCheckAt;

    // A plan without a shift in sight, and until when it need not be looked at again: to look means to go through weeks.
    private (ShiftPlan Plan, DateTimeOffset Until)? _noShift;

    private ShiftPlan Shifts => _desk?.State.Shifts ?? ShiftPlan.None;

    private bool MustHaveShift =>
        (settings.Find(ShiftPolicyKind.Instance, SettingScope.Default) ?? ShiftPolicy.Default).ShiftsRequired;

    public async Task<ProviderChangeResult> ReplaceShifts(ShiftPlan shifts)
    {
        if (_desk is null)
        {
            return new ProviderChangeResult.Unknown();
        }

        await Record(new ShiftsReplaced(shifts));
        CountShifts();
        ArmTimer();
        return Done();
    }

    /// <summary>
    /// Whoever has no shift now has to leave: asked when the provider connects and when the plan is another one. Otherwise only
    /// the ends of planned shifts are, so that nobody is thrown off duty because shifts are required from now on.
    /// </summary>
    private void CountShifts()
    {
        var now = time.GetUtcNow();
        _shiftCheckAt = MustLeave(now) ? now : null;
    }

    private async Task CheckShift(DateTimeOffset now)
    {
        var checkedAt = _shiftCheckAt;
        _shiftCheckAt = null;

        // Only a shift that began at this check: one that was on when the provider connected is no news.
        if (checkedAt is { } startsAt && Shifts.NextStart(startsAt.AddTicks(-1)) == startsAt && Shifts.EndOfCurrent(now) is { } endsAt)
        {
            Push(_stream.Add(seq => new ProviderMessage.ShiftStarting(seq, startsAt, endsAt)));
        }

        if (!MustLeave(now))
        {
            return;
        }

        try
        {
            await Record(new DutyChanged(Duty.OffDuty, []));
        }
        catch (StoreUnavailableException unavailable)
        {
            LogCheckFailed(_id, unavailable);
            _shiftCheckAt = now + DispatchLimits.AcceptRetry;
            return;
        }

        // What is served is served to its end; nothing new comes.
        WithdrawOffers(_ => true, RescindReason.OffDuty, OfferEnd.Withdrawn);
        LeavePools([.. _listed.Keys]);
        Push(_stream.Add(seq => new ProviderMessage.DutyChanged(seq, Duty.OffDuty)));
        foreach (var node in nodes.All)
        {
            // The node counts who is on duty.
            _ = node.Reconnect(_id);
        }
    }

    private bool MustLeave(DateTimeOffset now) =>
        _desk is { State.Duty: not Duty.OffDuty } && MustHaveShift && !Shifts.IsOn(now);

    /// <summary>Shifts matter while somebody is there to be told.</summary>
    private DateTimeOffset? NextShiftCheck(DateTimeOffset now)
    {
        if (_desk is not { Connected: true })
        {
            return _shiftCheckAt = null;
        }

        if (_shiftCheckAt is null && !Shifts.IsEmpty && !(_noShift is { } none && ReferenceEquals(none.Plan, Shifts) && now < none.Until))
        {
            var (start, end) = (Shifts.NextStart(now), Shifts.EndOfCurrent(now));
            _shiftCheckAt = start is null || end < start ? end : start;
            _noShift = _shiftCheckAt is null ? (Shifts, now + ShiftPlan.LookAgain) : null;
        }

        return _shiftCheckAt;
    }
}
