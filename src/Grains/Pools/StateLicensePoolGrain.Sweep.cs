using System.Collections.Immutable;
using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Nodes;
using Dispatch.Journal;
using Dispatch.Journal.Queries;

namespace Dispatch.Grains.Pools;

/// <summary>What a pool does by the clock: what is due, the sweep of the store, the board, what it has learned.</summary>
public sealed partial class StateLicensePoolGrain
{
    private const double LearningRate = 0.05;
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private static readonly ImmutableArray<Modality> Modalities = [.. Enum.GetValues<Modality>()];
    private readonly HashSet<Modality> _waiting = [];

    private IGrainTimer _dueTimer = null!;
    private IGrainTimer _boardTimer = null!;
    private DateTimeOffset _sweepAt;
    private StateLine? _published;
    private bool _boardIsArmed;
    private bool _hasLearned;
    private DateTimeOffset _askedAt;
    private DateTimeOffset? _askAt;
    private string _askedUpTo = "";

    private void StartTimers()
    {
        // Both interleave: a store that is slow to answer a sweep must not hold up matching.
        _sweepAt = time.GetUtcNow() + DispatchLimits.SweepInterval;
        _dueTimer = this.RegisterGrainTimer(
            OnDue, new GrainTimerCreationOptions { DueTime = Never, Period = Never, KeepAlive = true, Interleave = true });
        _boardTimer = this.RegisterGrainTimer(
            OnBoard, new GrainTimerCreationOptions { DueTime = Never, Period = Never, Interleave = true });
    }

    private void ArmTimer(DateTimeOffset now)
    {
        if (_pool.Open == 0)
        {
            // Nothing to watch and nobody to find: an idle pool is collected, and wakes with the next consult.
            _dueTimer.Change(Never, Never);
            return;
        }

        var next = _pool.NextDue(now) is { } due && due < _sweepAt ? due : _sweepAt;
        next = _askAt < next ? _askAt.Value : next;
        _dueTimer.Change(next <= now ? TimeSpan.Zero : next - now, Never);
    }

    private async Task OnDue(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = _pool.Due(now);
        var lost = due.RemoveAll(action => !IsForLostConnection(action));
        Send(due.RemoveRange(lost));
        if (!lost.IsEmpty)
        {
            _ = ReleaseUnlessBack(lost);
        }

        if (_sweepAt <= now)
        {
            _sweepAt = now + DispatchLimits.SweepInterval;
            await Sweep(cancellationToken);
        }

        Go(time.GetUtcNow());
    }

    private static bool IsForLostConnection(PoolAction action) =>
        action is PoolAction.Due { Action: WatchAction.Release { Reason: ReleaseReason.ConnectionLost } };

    /// <summary>The last look is up to a sweep's interval old: who has come back since then keeps the consult. Nobody waits for it.</summary>
    private async Task ReleaseUnlessBack(ImmutableArray<PoolAction> lost)
    {
        await AskWhoIsConnected();
        Send(lost.RemoveAll(action => !_pool.IsLost(((PoolAction.Due)action).Consult)));
        Go(time.GetUtcNow());
    }

    /// <summary>Compares with the store what is open, so that a lost hint costs seconds and never a consult.</summary>
    private async Task Sweep(CancellationToken cancellationToken)
    {
        try
        {
            // What the pool had before the store was read, and is not open there, has ended.
            var had = _pool.Consults();
            var open = await openConsults.Versions(_state, cancellationToken);
            List<ConsultId> read = [.. open.Where(_pool.IsToBeRead).Select(c => c.Consult)];
            had.ExceptWith(open.Select(c => c.Consult));
            read.AddRange(had.Order());
            foreach (var chunk in read.Chunk(JournalLimits.FindPerCall))
            {
                foreach (var found in await openConsults.Find(chunk, cancellationToken))
                {
                    Learn(found);
                    Send(_pool.Changed(found, fromStore: true));
                }
            }

            await KeepWhatWasLearned();
        }
        catch (StoreUnavailableException fault)
        {
            LogSweepFailed(_state, fault);
        }

        await AskWhoIsConnected();
        if (_pool.Line.Count > 0)
        {
            await AskWhoIsFree(DispatchLimits.AvailabilityQuestionsPerSweep);
        }
    }

    /// <summary>Which of those who serve live consults of this state, or hold offers, have a socket anywhere.</summary>
    private async Task AskWhoIsConnected()
    {
        HashSet<ProviderId> offered = [.. _pool.OfferedBefore(time.GetUtcNow())];
        SortedSet<ProviderId> either = [.. offered];
        either.UnionWith(_pool.ServedLive().Select(o => o.Provider!.Value));
        if (either.Count == 0)
        {
            return;
        }

        ImmutableArray<ProviderId> asked = [.. either];

        var connected = new HashSet<ProviderId>();
        var allAnswered = true;
        foreach (var node in nodes.All)
        {
            var there = await TryAsk(node, n => n.Connected(asked));
            allAnswered &= !there.IsDefault;
            connected.UnionWith(there.IsDefault ? [] : there);
        }

        var now = time.GetUtcNow();
        _pool.Saw(connected, now);

        // A node that is merely slow has not lost its sockets: who holds an offer there may be about to answer.
        if (allAnswered)
        {
            Send(_pool.SawOffered(offered, connected, now));
        }
    }

    /// <summary>
    /// There was no ticket of a modality, and now there is one that no candidate may serve: whoever said in vain that it is
    /// free is asked at once, or as soon as the last question is long enough ago; not by the next sweep.
    /// </summary>
    private void AskWhoIsFreeOnceSomebodyWaits(DateTimeOffset now)
    {
        foreach (var modality in Modalities)
        {
            if (_pool.Line.CountFor(modality) == 0)
            {
                _waiting.Remove(modality);
            }
            else if (_waiting.Add(modality))
            {
                _askAt = _askedAt + DispatchLimits.AvailabilityQuestionInterval;
            }
        }

        if (_pool.Line.Count == 0)
        {
            _askAt = null;
        }

        if (_askAt <= now)
        {
            _ = AskWhoIsFree(DispatchLimits.AvailabilityQuestionsPerSweep);
        }
    }

    /// <summary>
    /// Asks providers who are on duty here, and are not listed for all that waits, whether they are free: at most so many,
    /// going round, because most of them are simply busy. Who became free for more may have said so in vain.
    /// </summary>
    private async Task AskWhoIsFree(int limit)
    {
        _askedAt = time.GetUtcNow();
        _askAt = null;
        List<INodeObserver> all = [.. nodes.All];
        var onDuty = new SortedDictionary<ProviderId, INodeObserver>();
        foreach (var node in all)
        {
            var there = await TryAsk(node, n => n.OnDuty(_state));
            foreach (var provider in there.IsDefault ? [] : there)
            {
                onDuty.TryAdd(provider, node);
            }
        }

        var maybe = new List<(AvailabilityQuestion Question, INodeObserver Node)>();
        foreach (var (provider, node) in onDuty)
        {
            var listed = _pool.Line.FindCandidate(provider);
            if (listed is null || Modalities.Any(m => _pool.Line.CountFor(m) > 0 && !listed.Modalities.Contains(m)))
            {
                maybe.Add((new AvailabilityQuestion(provider, listed), node));
            }
        }

        var first = Math.Max(0, maybe.FindIndex(p => string.CompareOrdinal(p.Question.Provider.Value, _askedUpTo) > 0));
        List<(AvailabilityQuestion Question, INodeObserver Node)> asked =
            [.. Enumerable.Range(0, Math.Min(limit, maybe.Count)).Select(i => maybe[(first + i) % maybe.Count])];
        _askedUpTo = asked.Count > 0 ? asked[^1].Question.Provider.Value : _askedUpTo;

        // One message to each node, not one to each provider: most are busy and say nothing.
        foreach (var node in all)
        {
            ImmutableArray<AvailabilityQuestion> there = [.. asked.Where(p => ReferenceEquals(p.Node, node)).Select(p => p.Question)];
            if (!there.IsEmpty)
            {
                _ = node.ReportAvailability(_state, there);
            }
        }
    }

    /// <returns>Default when the node did not answer.</returns>
    private async Task<ImmutableArray<ProviderId>> TryAsk(
        INodeObserver node, Func<INodeObserver, Task<ImmutableArray<ProviderId>>> question)
    {
        try
        {
            return await question(node);
        }
        catch (Exception fault)
        {
            LogNodeSilent(_state, fault);
            return default;
        }
    }

    private void LineMayHaveChanged()
    {
        if (!_boardIsArmed && Line() != _published)
        {
            _boardIsArmed = true;
            _boardTimer.Change(DispatchLimits.BoardInterval, Never);
        }
    }

    private Task OnBoard(CancellationToken cancellationToken)
    {
        _boardIsArmed = false;
        PublishLine();
        return Task.CompletedTask;
    }

    private void PublishLine()
    {
        var line = Line();
        if (line == _published)
        {
            return;
        }

        _published = line;
        foreach (var node in nodes.WithBoard)
        {
            _ = node.LineChanged(line);
        }
    }

    private StateLine Line() => new(_state, _pool.Waiting, _pool.Line.Head?.Order, _pool.Line.CandidateCount, _pool.OldestWaiting);

    /// <summary>Counts first acceptances, and how long service takes.</summary>
    private void Learn(OpenConsult open)
    {
        if (_pool.Knows(open))
        {
            return;
        }

        if (open is { Status: ConsultStatus.Assigned, AssignedAt: { } assignedAt })
        {
            LearnAcceptance(accepted: true);
            if (open.Number == 1)
            {
                _accepts.Add(new AcceptedWait(open.Ticket.WaitsSince, assignedAt, open.Ticket.Sla.AcceptBy));
            }
        }
        else if (open is { Status: ConsultStatus.Completed, AssignedAt: { } servedFrom })
        {
            learned.State.HandleSeconds = Smooth(learned.State.HandleSeconds, (open.UpdatedAt - servedFrom).TotalSeconds);
            _hasLearned = true;
        }
    }

    /// <summary>
    /// What keeps it has faults of its own kind, a database's or an engine's, and an estimate is no reason to stop watching:
    /// it is tried again with the next sweep.
    /// </summary>
    private async Task KeepWhatWasLearned()
    {
        if (!_hasLearned)
        {
            return;
        }

        _hasLearned = false;
        try
        {
            await WriteLearned();
        }
        catch (Exception fault)
        {
            _hasLearned = true;
            LogNotKept(_state, fault);
        }
    }

    private async Task WriteLearned()
    {
        try
        {
            await learned.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            // Another activation of this pool has learned since: go on from there.
            await learned.ReadStateAsync();
        }
    }

    private void LearnAcceptance(bool accepted)
    {
        learned.State.AcceptRate = Smooth(learned.State.AcceptRate, accepted ? 1 : 0);
        _hasLearned = true;
    }

    private static double Smooth(double? before, double observed) =>
        before is { } known ? known + (LearningRate * (observed - known)) : observed;
}
