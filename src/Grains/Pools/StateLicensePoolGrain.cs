using System.Collections.Immutable;
using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Settings;
using Dispatch.Domain.States;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Providers;
using Dispatch.Grains.Settings;
using Dispatch.Journal.Queries;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Pools;

/// <summary>
/// The shell around <see cref="StateLicensePool"/>: hears hints, asks it, sends what it says. It never waits for one
/// provider: a ticket that is being put is in hand, and its answer comes back as a turn of its own. This file: hints
/// and answers. Beside it: the sweep of the store, and the timer.
/// </summary>
public sealed partial class StateLicensePoolGrain(
    [PersistentState("learned", "pools")] IPersistentState<PoolLearning> learned,
    IOpenConsults openConsults,
    IConsultQueries queries,
    IIdSource ids,
    TimeProvider time,
    StateBoard board,
    IdleBoard idleBoard,
    ISettings settings,
    INodeDirectory nodes,
    ILogger<StateLicensePoolGrain> log) : Grain, IStateLicensePoolGrain
{
    private readonly StateLicensePool _pool = new(new WaitingLine(WaitingLineLimits.Default, new BoardNeed(board), idleBoard));
    private readonly AcceptHistory _accepts = new();
    private readonly Func<OfferId> _newOffer = ids.New<OfferId>;
    private StateCode _state;
    private long? _settingsRevision;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = new StateCode(this.GetPrimaryKeyString());
        var now = time.GetUtcNow();
        foreach (var open in await openConsults.InState(_state, cancellationToken))
        {
            _pool.Changed(open, fromStore: true);
        }

        var recent = await queries.AcceptedSince(
            _state, now - WaitEstimator.Window, DispatchLimits.AcceptsRemembered, cancellationToken);
        foreach (var accepted in recent)
        {
            _accepts.Add(accepted);
        }

        StartTimers();
        await AskWhoIsConnected();
        await AskWhoIsFree(int.MaxValue);
        Go(now);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        PublishLine();
        return Task.CompletedTask;
    }

    public Task Wake()
    {
        if (_pool.Open == 0)
        {
            // Somebody sees open consults of this state, and this pool sweeps only while it has some.
            _sweepAt = time.GetUtcNow();
            _dueTimer.Change(TimeSpan.Zero, Never);
        }

        return Task.CompletedTask;
    }

    public Task Changed(OpenConsult consult)
    {
        var now = time.GetUtcNow();
        Learn(consult);
        Send(_pool.Changed(consult, fromStore: false));
        Go(now);
        return Task.CompletedTask;
    }

    public Task Announce(Candidate candidate)
    {
        var now = time.GetUtcNow();
        Send(_pool.Spoke(candidate, now));
        _pool.Line.SetCandidate(candidate);
        Go(now);
        return Task.CompletedTask;
    }

    public Task Withdraw(ProviderId provider, long stamp)
    {
        _pool.Line.RemoveCandidate(provider, stamp);
        Go(time.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task Claim(Candidate candidate)
    {
        var now = time.GetUtcNow();
        Send(_pool.Spoke(candidate, now));
        FollowDistribution();
        if (_pool.Claim(candidate, now, _newOffer) is { } put)
        {
            _ = Put(put);
        }
        else
        {
            _ = Provider(candidate.Provider).NoWork(_state, candidate.Stamp);
        }

        Go(now);
        return Task.CompletedTask;
    }

    public Task OfferEnded(OfferId offer, OfferEnd end)
    {
        var now = time.GetUtcNow();
        _pool.OfferEnded(offer, end, now);
        LearnAcceptance(accepted: false);
        Go(now);
        return Task.CompletedTask;
    }

    public Task<LineView> Look(TicketOrder? order, ClinicId? clinic)
    {
        var now = time.GetUtcNow();
        _pool.Line.DropUnlicensed(now);
        var ahead = order is { } place && clinic is { } asking ? _pool.Line.Ahead(place, asking) : _pool.Line.Count;
        return Task.FromResult(new LineView(
            _pool.Open,
            _pool.Waiting,
            ahead,
            _pool.OldestWaiting,
            _pool.Line.CandidateCount,
            _accepts.Estimate(ahead, _pool.Line.CandidateCount > 0, now),
            order is null ? _accepts.Statistics(now) : null));
    }

    public Task<PoolExplanation> Explain(ConsultId consult)
    {
        FollowDistribution();
        return Task.FromResult(_pool.Explain(consult) ?? new PoolExplanation(null, [], []));
    }

    /// <summary>Puts every ticket that has somebody to ask, then waits for what is due next.</summary>
    private void Go(DateTimeOffset now)
    {
        FollowDistribution();
        while (_pool.Decide(now, _newOffer) is { } put)
        {
            _ = Put(put);
        }

        AskWhoIsFreeOnceSomebodyWaits(now);
        LineMayHaveChanged();
        ArmTimer(now);
    }

    /// <summary>Before anybody is chosen, so that an edit counts from the next offer on: nobody tells the pool of it.</summary>
    private void FollowDistribution()
    {
        var revision = settings.Revision;
        if (revision != _settingsRevision)
        {
            _settingsRevision = revision;
            var distribution = settings.Find(DistributionPolicyKind.Instance, SettingScope.Default) ?? Distribution.Default;
            _pool.Line.Policy = distribution.In(_state);
        }
    }

    /// <summary>One ticket in hand. Nobody waits for it; what it leads to is a turn of its own.</summary>
    private async Task Put(PutTicket put)
    {
        ImmutableArray<PoolAction> actions;
        var provider = put.Match.Candidate.Provider;
        try
        {
            idleBoard.Asked(provider);
            var answer = await Provider(provider).Offer(new OfferRequest(
                put.Offer, put.Match.Ticket, put.Match.NextIdleSince, put.Match.Reason));
            actions = _pool.Answered(put, answer, time.GetUtcNow());
        }
        catch (Exception fault)
        {
            LogNotAnswered(_state, provider, fault);
            actions = _pool.NotAnswered(put, time.GetUtcNow());
        }

        idleBoard.Answered(provider);
        Send(actions);
        Go(time.GetUtcNow());
    }

    private void Send(ImmutableArray<PoolAction> actions)
    {
        foreach (var action in actions)
        {
            _ = action switch
            {
                PoolAction.Rescind rescind => Provider(rescind.Provider).Rescind(rescind.Offer, rescind.Reason),
                PoolAction.AssignmentEnded ended =>
                    Provider(ended.Provider).AssignmentEnded(ended.Consult, ended.Number, ended.Status),
                PoolAction.OfferLost lost => Consult(lost.Consult).RecordOffer(
                    new OfferFact.Rescinded(lost.Offer, lost.Provider, RescindReason.ConnectionLost)),
                PoolAction.Due { Action: WatchAction.Escalate escalate } due =>
                    Consult(due.Consult).Escalate(escalate.Promise, escalate.Deadline, escalate.Step),
                PoolAction.Due { Action: WatchAction.Expire expire } due => Consult(due.Consult).Expire(expire.Reason),
                PoolAction.Due { Action: WatchAction.Release release } due =>
                    Consult(due.Consult).ReleaseOverdue(release.Number, release.Watched, release.Reason),
                _ => throw new InvariantBrokenException("Every action of a pool is sent."),
            };
        }
    }

    private IProviderGrain Provider(ProviderId provider) => GrainFactory.GetGrain<IProviderGrain>(provider.Value);

    private IConsultGrain Consult(ConsultId consult) => GrainFactory.GetGrain<IConsultGrain>(consult.Value);
}
