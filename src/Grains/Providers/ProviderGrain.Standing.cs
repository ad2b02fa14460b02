using System.Collections.Immutable;
using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Providers.Events;
using Dispatch.Domain.States;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Pools;
using Dispatch.Journal;
using Dispatch.Journal.Rows;

namespace Dispatch.Grains.Providers;

/// <summary>What the provider may do: creation, licences and their ends, suspension; and what happens to the work in hand.</summary>
public sealed partial class ProviderGrain
{
    // When a licence ends, or what is not allowed any more has to be given up again because the store did not answer.
    private DateTimeOffset? _standingCheckAt;

    public async Task<ProviderChangeResult> Register(
        ProviderProfile profile, ReadOnlyMemory<byte> tokenHash, bool requireFreeNpi)
    {
        if (_desk is not null)
        {
            return await RegisteredBefore(tokenHash);
        }

        RowChange[] rows =
        [
            new AccessKeyRow(tokenHash, _id.Value, time.GetUtcNow(), RevokedAt: null),
            new ProviderNpiRow(profile.Npi, _id),
        ];
        var registered = new ProviderRegistered(profile);
        var result = await Record(registered, [Claims.Npi(profile.Npi, _id)], rows);
        if (result is AppendResult.ClaimTaken)
        {
            if (requireFreeNpi)
            {
                DeactivateOnIdle();
                return new ProviderChangeResult.NpiTaken();
            }

            result = await Record(registered, [], rows);
        }

        return result is AppendResult.Appended ? Done() : await RegisteredBefore(tokenHash);
    }

    /// <summary>A token is drawn for one call: who has the provider's own repeats the call that created it.</summary>
    private async Task<ProviderChangeResult> RegisteredBefore(ReadOnlyMemory<byte> tokenHash) =>
        _desk is not null && (await registry.AccessKey(tokenHash))?.Subject == _id.Value ? Done() : new ProviderChangeResult.Exists();

    public async Task<ProviderChangeResult> ReplaceLicenses(ImmutableArray<License> licenses)
    {
        if (_desk is null)
        {
            return new ProviderChangeResult.Unknown();
        }

        await Record(new LicensesReplaced(licenses));
        PushProfileChanged();
        var done = await GiveUpWhatIsNotAllowed();
        AnnounceAgain();
        return done with { Provider = View() };
    }

    public async Task<ProviderChangeResult> RenewLicenses(ImmutableArray<License> licenses)
    {
        if (_desk is null)
        {
            return new ProviderChangeResult.Unknown();
        }

        // Those of other states stay as they are in the store: one that another activation took away must not come back.
        await ReadStanding();
        var held = _desk.State.Profile.Licenses;
        return licenses.All(held.Contains)
            ? Done()
            : await ReplaceLicenses([.. held.Where(h => !licenses.Any(l => l.State == h.State)).Concat(licenses).OrderBy(l => l.State)]);
    }

    public async Task<ProviderChangeResult> Suspend(string reason)
    {
        if (_desk is null)
        {
            return new ProviderChangeResult.Unknown();
        }

        if (_desk.State.Suspended)
        {
            // Another activation may have reinstated.
            await ReadStanding();
        }

        if (!_desk.State.Suspended)
        {
            var wasOnDuty = _desk.State.Duty != Duty.OffDuty;
            await Record(new ProviderSuspended(reason));
            PushProfileChanged();
            if (wasOnDuty)
            {
                Push(_stream.Add(seq => new ProviderMessage.DutyChanged(seq, Duty.OffDuty)));
            }
        }

        LeavePools([.. _listed.Keys]);
        return await GiveUpWhatIsNotAllowed();
    }

    public async Task<ProviderChangeResult> Reinstate()
    {
        if (_desk is null)
        {
            return new ProviderChangeResult.Unknown();
        }

        if (!_desk.State.Suspended)
        {
            // Another activation may have suspended.
            await ReadStanding();
        }

        if (_desk.State.Suspended)
        {
            await Record(new ProviderReinstated());
            PushProfileChanged();
        }

        return Done();
    }

    public async Task CheckStanding()
    {
        if (_desk is null)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var warned in LicenseWarnings.Due(_desk.State.Profile, _desk.State.Warnings, now))
        {
            await Record(warned);
            if (_desk.State.Profile.LicenseIn(warned.State) is { } license && license.ExpiresOn == warned.ExpiresOn)
            {
                PushLicenseExpiring(warned, LicenseWarnings.DaysLeft(license, now));
            }
        }

        await GiveUpWhatIsNotAllowed();
    }

    /// <summary>
    /// Takes back offers and releases assignments that the provider may not serve any more. If the store does not answer
    /// it is done again a little later, whether or not anybody repeats the change that caused it.
    /// </summary>
    private async Task<ProviderChangeResult.Done> GiveUpWhatIsNotAllowed()
    {
        var now = time.GetUtcNow();
        var rescinded = ImmutableArray.CreateBuilder<OfferId>();
        foreach (var held in _desk!.Offers.Where(o => o.IsOpen).ToList())
        {
            if (Unmet(held.Ticket, now) is { } unmet)
            {
                EndOffer(held, WhyRescinded(unmet), OfferEnd.Withdrawn);
                rescinded.Add(held.Offer.Id);
            }
        }

        var released = ImmutableArray.CreateBuilder<ConsultId>();
        try
        {
            foreach (var assignment in _desk.Assignments.ToList())
            {
                if (Unmet(assignment.Ticket, now) is { } unmet)
                {
                    var consult = assignment.Ticket.Consult;
                    if (await Consult(consult).Release(assignment.Number, WhyReleased(unmet), note: null) is ReleaseResult.Done)
                    {
                        released.Add(consult);
                    }

                    EndAssignment(consult, assignment.Number, ConsultStatus.Waiting);
                }
            }
        }
        catch
        {
            _standingCheckAt = time.GetUtcNow() + DispatchLimits.AcceptRetry;
            throw;
        }
        finally
        {
            ArmTimer();
        }

        return new ProviderChangeResult.Done(View(), released.ToImmutable(), rescinded.ToImmutable());
    }

    /// <summary>
    /// Takes over what another activation, which this one outlived, wrote: licences, a suspension, duty, shifts. What that means for
    /// the work in hand is seen to by the timer, at once.
    /// </summary>
    private async Task ReadStanding()
    {
        var (known, planned) = (_desk!.State.Version, Shifts);
        await Load();
        if (_desk.State.Version > known)
        {
            PushProfileChanged();
            _standingCheckAt = time.GetUtcNow();
            if (!Shifts.SaysTheSameAs(planned))
            {
                CountShifts();
            }

            AnnounceAgain();
        }
    }

    /// <summary>A licence ended, or what failed before is tried again.</summary>
    private async Task CheckStandingOnTime()
    {
        _standingCheckAt = null;
        var now = time.GetUtcNow();
        LeavePools([.. _listed.Keys.Except(_desk!.LicensedStates(now))]);
        foreach (var node in nodes.All)
        {
            // The node counts who is on duty in each state; it reads the licences again.
            _ = node.Reconnect(_id);
        }

        try
        {
            if (HoldsWhatIsNotAllowed(now))
            {
                // Another activation may have written a renewal, and whoever is being served would wait again for nothing.
                await ReadStanding();
            }

            await GiveUpWhatIsNotAllowed();
        }
        catch (Exception fault) when (fault is StoreUnavailableException or TimeoutException)
        {
            LogCheckFailed(_id, fault);
        }
    }

    /// <summary>Watches the ends of licences while they matter: somebody may be offered, or serve, something.</summary>
    private DateTimeOffset? NextStandingCheck(DateTimeOffset now)
    {
        if (_desk is null || (!_desk.Connected && _desk.Assignments.Count == 0))
        {
            return _standingCheckAt;
        }

        if (_standingCheckAt is null || _standingCheckAt > now)
        {
            var next = HoldsWhatIsNotAllowed(now) ? now + DispatchLimits.AcceptRetry : _desk.NextLicenseEnd(now);
            _standingCheckAt = next < _standingCheckAt || _standingCheckAt is null ? next : _standingCheckAt;
        }

        return _standingCheckAt;
    }

    private bool HoldsWhatIsNotAllowed(DateTimeOffset now) => _desk!.Assignments.Any(a => Unmet(a.Ticket, now) is not null);

    /// <summary>Pools that list the provider drop it: it is not free for them any more.</summary>
    private void LeavePools(ImmutableArray<StateCode> states)
    {
        var now = time.GetUtcNow();
        foreach (var state in states)
        {
            _listed.Remove(state);
            _ = GrainFactory.GetGrain<IStateLicensePoolGrain>(state.Value).Withdraw(_id, _desk!.NextStamp(now));
        }
    }

    private ProviderChangeResult.Done Done() => new(View(), [], []);

    private UnmetRequirement? Unmet(Ticket ticket, DateTimeOffset now) =>
        ticket.Requirements.FirstUnmetBy(_desk!.State.Profile, _desk.State.Suspended, now);

    private static RescindReason WhyRescinded(UnmetRequirement unmet) =>
        unmet == UnmetRequirement.Suspended ? RescindReason.Suspended : RescindReason.LicenseEnded;

    private static ReleaseReason WhyReleased(UnmetRequirement unmet) =>
        unmet == UnmetRequirement.Suspended ? ReleaseReason.Suspended : ReleaseReason.RequirementUnmet;

    private Task<AppendResult> Record(ProviderEvent @event) => Record(@event, [], []);

    /// <summary>Makes an event durable and applies it.</summary>
    /// <returns>Appended; or, of a registration only, why not: a claim is taken, or another activation created the provider.</returns>
    private async Task<AppendResult> Record(ProviderEvent @event, ImmutableArray<ClaimChange> claims, RowChange[] rows)
    {
        for (var attempt = 1; attempt <= DispatchLimits.AppendAttempts; attempt++)
        {
            var now = time.GetJournalNow();
            var next = ProviderState.Apply(_desk?.State, @event, now);
            AppendResult result;
            try
            {
                result = await journal.Append(new AppendRequest(
                    _id.Value,
                    next.Version - 1,
                    [ProviderEventCodec.Encode(@event, ids.New<EventId>(), now)],
                    [new ProviderStateRow(next), .. rows],
                    [.. claims, .. Claims.PutStanding(_desk?.State, next)]));
            }
            catch (AppendOutcomeUnknownException)
            {
                // It may have taken effect, and a suspension must not go unnoticed: the next activation reads what is true.
                DeactivateOnIdle();
                throw;
            }

            switch (result)
            {
                case AppendResult.Appended:
                    Become(next, now);
                    return result;
                case AppendResult.ClaimTaken:
                    return result;
            }

            await Load();
            if (@event is ProviderRegistered)
            {
                return result;
            }
        }

        throw new StoreUnavailableException($"{_id} is written by somebody else at the same time.");
    }
}
