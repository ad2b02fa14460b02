using System.Collections.Immutable;
using Dispatch.Engine.Embedded;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Store;

/// <summary>
/// The journal of a simulation. Like the product's writer it commits in the order of arrival, some at a time; it takes
/// simulated time, and its answers come as steps of their own.
/// </summary>
internal sealed class InMemoryJournal(
    Tables tables, StoreFaults faults, Later later, SteppedTurnScheduler scheduler, TimeProvider clock)
    : IJournal
{
    private readonly Queue<PendingAppend> _queue = new();
    private bool _writing;
    private ITimer? _timer;

    /// <summary>Called for each event in the step in which it becomes durable.</summary>
    public event Action<RecordedEvent>? Recorded;

    public Task<AppendResult> Append(AppendRequest request)
    {
        Assert.InRange(request.Events.Length, 1, JournalLimits.EventsPerAppend);
        var pending = new PendingAppend(request, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _queue.Enqueue(pending);
        Write();
        return pending.Answer.Task;
    }

    public Task<IReadOnlyList<RecordedEvent>> Read(
        string stream, long afterVersion = 0, int limit = JournalLimits.EventsPerRead, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<RecordedEvent>>(() => [.. tables.Stream(stream).Skip((int)afterVersion).Take(limit)]);

    /// <summary>The process of the writer died: some of what was under way commits, the rest is lost; nobody is told.</summary>
    public void LoseProcess()
    {
        var survivors = faults.Survivors(_queue.Count);
        for (var i = 0; i < survivors; i++)
        {
            Commit(_queue.Dequeue().Request);
        }

        _queue.Clear();
    }

    private void Write()
    {
        if (_writing || _queue.Count == 0)
        {
            return;
        }

        _writing = true;
        _timer?.Dispose();
        _timer = clock.CreateTimer(
            _ => scheduler.Schedule(new Step(CommitBatch)), null, faults.Latency(), Timeout.InfiniteTimeSpan);
    }

    private void CommitBatch()
    {
        for (var left = _queue.Count; left > 0; left--)
        {
            Answer(_queue.Dequeue());
        }

        _writing = false;
        Write();
    }

    private void Answer(PendingAppend pending)
    {
        switch (faults.OfAppend())
        {
            case AppendFault.None:
                pending.Answer.SetResult(Commit(pending.Request));
                break;
            case AppendFault.Unavailable:
                pending.Answer.SetException(new StoreUnavailableException("The simulated store takes no writes."));
                break;
            case AppendFault.CommittedInSilence:
                Commit(pending.Request);
                pending.Answer.SetException(new AppendOutcomeUnknownException("Committed, unknown to the caller."));
                break;
            case AppendFault.LostInSilence:
                pending.Answer.SetException(new AppendOutcomeUnknownException("Lost, unknown to the caller."));
                break;
        }
    }

    private AppendResult Commit(AppendRequest request)
    {
        var result = tables.Apply(request, clock.GetUtcNow(), out ImmutableArray<RecordedEvent> recorded);
        foreach (var one in recorded)
        {
            Recorded?.Invoke(one);
        }

        return result;
    }
}
