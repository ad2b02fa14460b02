using System.Collections.Immutable;
using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Providers.Events;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Settings;
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Providers;

/// <summary>
/// The shell around <see cref="ProviderDesk"/>. This file: life, duty, the timer. Beside it: licences and suspension,
/// shifts, offers and assignments, the search for work, the stream to the sockets.
/// </summary>
public sealed partial class ProviderGrain(
    IJournal journal,
    IRegistryQueries registry,
    IOpenConsults openConsults,
    IIdSource ids,
    TimeProvider time,
    StateBoard board,
    IdleBoard idleBoard,
    IPoolNews poolNews,
    ISettings settings,
    INodeDirectory nodes,
    ILogger<ProviderGrain> log) : Grain, IProviderGrain
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private ProviderId _id;
    private IGrainTimer _timer = null!;
    private DateTimeOffset? _checkAssignmentsAt;

    // Null while no such provider exists.
    private ProviderDesk? _desk;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = ProviderId.Of(this.GetPrimaryKeyString());

        // Microseconds since the Unix epoch: a double, which is what a page's numbers are, still counts these exactly.
        _stream = new ProviderStream((time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        _timer = this.RegisterGrainTimer(
            OnTimer, new GrainTimerCreationOptions { DueTime = Never, Period = Never, KeepAlive = true });
        await Load();
        if (_desk is not null)
        {
            // Sockets outlive an activation; their nodes know them.
            foreach (var node in nodes.All)
            {
                _ = node.Reconnect(_id);
            }

            ArmTimer();
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        idleBoard.Forget(_id);
        return Task.CompletedTask;
    }

    public Task<ProviderView?> Get() => Task.FromResult(_desk is null ? null : View());

    public async Task<DutyResult> GoOnDuty(ImmutableArray<Modality> modalities)
    {
        if (_desk is not { Connected: true })
        {
            return new DutyResult.NotConnected();
        }

        var profile = _desk.State.Profile;
        ImmutableArray<Modality> taken =
            [.. profile.Modalities.Where(m => modalities.IsEmpty || modalities.Contains(m)).Distinct().Order()];
        if (_desk.State.Suspended)
        {
            return new DutyResult.Suspended();
        }

        if (taken.IsEmpty)
        {
            return new DutyResult.NoSuchModality();
        }

        if (!_desk.LicensedStates(time.GetUtcNow()).Any())
        {
            return new DutyResult.NoValidLicense();
        }

        if (MustHaveShift && !Shifts.IsOn(time.GetUtcNow()))
        {
            return new DutyResult.OutsideShift(Shifts.NextStart(time.GetUtcNow()));
        }

        if (_desk.State.Duty != Duty.Available || !_desk.State.DutyModalities.SequenceEqual(taken))
        {
            await Record(new DutyChanged(Duty.Available, taken));
        }

        WithdrawOffers(o => !taken.Contains(o.Ticket.Requirements.Modality), RescindReason.OffDuty, OfferEnd.Withdrawn);
        AnnounceAgain();
        return new DutyResult.Done(View());
    }

    public Task<DutyResult> GoOffDuty() => Leave(Duty.OffDuty);

    public Task<DutyResult> TakeBreak() => Leave(Duty.OnBreak);

    private async Task<DutyResult> Leave(Duty duty)
    {
        if (_desk is not { Connected: true })
        {
            return new DutyResult.NotConnected();
        }

        if (_desk.State.Duty != duty)
        {
            await Record(new DutyChanged(duty, []));
        }

        WithdrawOffers(_ => true, RescindReason.OffDuty, OfferEnd.Withdrawn);
        return new DutyResult.Done(View());
    }

    private async Task Load()
    {
        if (await registry.Provider(_id) is not { } state)
        {
            return;
        }

        var now = time.GetUtcNow();
        var isNew = _desk is null;
        Become(state, now);
        if (isNew)
        {
            _desk!.Recover(await openConsults.ServedBy(_id), now);
        }
    }

    private void Become(ProviderState state, DateTimeOffset now)
    {
        if (_desk is null)
        {
            _desk = new ProviderDesk(state, now);
        }
        else
        {
            _desk.Became(state, now);
        }
    }

    private ProviderView View() => new(
        _desk!.State.Profile,
        _desk.State.Suspended,
        _desk.Duty,
        _desk.Connected,
        [.. _desk.Offers.Select(o => new OpenOffer(o.Offer, o.Ticket))],
        [.. _desk.Assignments],
        Shifts);

    private IConsultGrain Consult(ConsultId consult) => GrainFactory.GetGrain<IConsultGrain>(consult.Value);

    private IStateLicensePoolGrain Pool(Ticket ticket) =>
        GrainFactory.GetGrain<IStateLicensePoolGrain>(ticket.Requirements.State.Value);

    /// <summary>One timer for everything: armed for the earliest thing that is due.</summary>
    private void ArmTimer()
    {
        var now = time.GetUtcNow();
        DateTimeOffset? next = null;
        Consider(_desk?.NextExpiry());
        Consider(_search.AnswerBy);
        Consider(_retryAcceptAt);
        Consider(_socketCheckAt);
        Consider(NextStandingCheck(now));
        Consider(NextShiftCheck(now));
        if (_desk is { Assignments.Count: > 0 })
        {
            _checkAssignmentsAt ??= now + DispatchLimits.AssignmentCheckInterval;
            Consider(_checkAssignmentsAt);
        }
        else
        {
            _checkAssignmentsAt = null;
        }

        _timer.Change(next is not { } at ? Never : at <= now ? TimeSpan.Zero : Shorter(at - now), Never);

        // A timer of months may be longer than a timer can be; it is armed again when it rings.
        static TimeSpan Shorter(TimeSpan due) => due < DispatchLimits.TimerLongest ? due : DispatchLimits.TimerLongest;

        void Consider(DateTimeOffset? at) => next = at is { } earlier && (next is null || earlier < next) ? earlier : next;
    }

    private async Task OnTimer(CancellationToken cancellationToken)
    {
        if (_desk is null)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var held in _desk.Overdue(now))
        {
            EndOffer(held, RescindReason.Unanswered, OfferEnd.Expired);
        }

        if (_search.AnswerBy <= now)
        {
            AskNextState();
        }

        if (_retryAcceptAt <= now)
        {
            await ResolveAcceptances();
        }

        if (_standingCheckAt <= now)
        {
            await CheckStandingOnTime();
        }

        if (_shiftCheckAt <= now)
        {
            await CheckShift(now);
        }

        if (_socketCheckAt <= now)
        {
            _socketCheckAt = now + DispatchLimits.SocketCheckInterval;
            _ = CheckSockets();

            // Where there are other processes, another activation may have taken a consult on, or changed the provider.
            if (nodes.WithBoard.Count > 1)
            {
                _checkAssignmentsAt = now;
                await CheckStored();
            }
        }

        if (_checkAssignmentsAt <= now)
        {
            _checkAssignmentsAt = null;
            await CheckAssignments();
        }

        ArmTimer();
    }

    private async Task CheckStored()
    {
        try
        {
            await ReadStanding();
        }
        catch (StoreUnavailableException unavailable)
        {
            LogCheckFailed(_id, unavailable);
        }
    }

    private async Task CheckAssignments()
    {
        try
        {
            await ReadAssignments();
        }
        catch (StoreUnavailableException unavailable)
        {
            LogCheckFailed(_id, unavailable);
        }
    }

    /// <summary>Takes over what the store says that the provider serves.</summary>
    private async Task ReadAssignments()
    {
        var ended = _desk!.Recover(await openConsults.ServedBy(_id), time.GetUtcNow());
        foreach (var assignment in ended)
        {
            PushConsultChanged(assignment.Ticket.Consult, assignment.Number, ConsultStatus.Waiting);
        }

        // What it was offered meanwhile for the same slot it could not accept.
        WithdrawOffers(_desk.IsFilled, RescindReason.TakenBack, OfferEnd.Withdrawn);
        if (!ended.IsEmpty)
        {
            LookForWork();
        }
    }
}
