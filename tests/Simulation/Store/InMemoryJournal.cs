using Dispatch.Journal;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Writing;

namespace Dispatch.Tests.Simulation.Store;

/// <summary>
/// One process's writer over tables that several may share. As the product's does, it commits in the order of arrival,
/// some at a time; what can wait goes with the next append, or by itself a little later.
/// </summary>
internal sealed class InMemoryJournal(Tables tables, IStoreConditions conditions, TimeProvider clock) : IJournal
{
    private readonly Queue<PendingAppend> _queue = new();
    private readonly Reads _reads = new(tables, conditions);
    private readonly RefusedEvents _refused = new();
    private bool _writing;
    private bool _closed;

    /// <summary>Whether what can wait is the only thing there.</summary>
    private bool _idles;

    public Task<AppendResult> Append(AppendRequest request)
    {
        AppendCheck.Check(request);
        foreach (var row in request.Rows)
        {
            CheckBytes(row);
        }

        var pending = new PendingAppend(request);
        lock (tables)
        {
            if (_closed)
            {
                pending.SetException(new StoreUnavailableException("The store is closed."));
                return pending.Task;
            }

            _queue.Enqueue(pending);
            Write(request.CanWait);
        }

        return pending.Task;
    }

    public Task<IReadOnlyList<RecordedEvent>> Read(
        string stream, long afterVersion = 0, int limit = JournalLimits.EventsPerRead, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, JournalLimits.EventsPerRead);
        return _reads.Of<IReadOnlyList<RecordedEvent>>(t => [.. t.Stream(stream).Skip((int)afterVersion).Take(limit)]);
    }

    /// <summary>Writes what is queued, and takes nothing more.</summary>
    public void Close()
    {
        lock (tables)
        {
            _closed = true;
            while (_queue.TryDequeue(out var pending))
            {
                Answer(pending);
            }
        }
    }

    /// <summary>The process of the writer dies: the first of what is under way commit, the rest is lost; nobody is told.</summary>
    public void LoseProcess(Func<int, int> survivors)
    {
        lock (tables)
        {
            _closed = true;
            for (var left = survivors(_queue.Count); left > 0; left--)
            {
                Commit(_queue.Dequeue().Request);
            }

            _queue.Clear();
        }
    }

    private static void CheckBytes(RowChange row)
    {
        var bytes = row switch
        {
            ConsultRow consult => consult.Patient?.Ciphertext.Length ?? 0,
            OrderRow order => order.Content.Ciphertext.Length,
            _ => 0,
        };
        if (bytes >= JournalLimits.RowBytes)
        {
            throw new ArgumentException($"Expected a row of less than {JournalLimits.RowBytes} bytes, found {bytes}.");
        }
    }

    private void Write(bool canWait)
    {
        if (_writing || (_idles && canWait))
        {
            return;
        }

        if (canWait)
        {
            _idles = true;
            conditions.AtLeisure(() =>
            {
                lock (tables)
                {
                    if (_idles)
                    {
                        Write(canWait: false);
                    }
                }
            });
            return;
        }

        _idles = false;
        _writing = true;
        conditions.AtCommit(CommitBatch);
    }

    private void CommitBatch()
    {
        lock (tables)
        {
            for (var left = _queue.Count; left > 0; left--)
            {
                Answer(_queue.Dequeue());
            }

            _writing = false;
            if (_queue.Count > 0)
            {
                Write(canWait: false);
            }
        }
    }

    private void Answer(PendingAppend pending)
    {
        switch (conditions.OfAppend())
        {
            case AppendFault.None:
                Commit(pending);
                break;
            case AppendFault.Unavailable:
                Refuse(pending.Request);
                pending.SetException(new StoreUnavailableException("The simulated store takes no writes."));
                break;
            case AppendFault.CommittedInSilence:
                Commit(pending.Request);
                pending.SetException(new AppendOutcomeUnknownException("Committed, unknown to the caller."));
                break;
            case AppendFault.LostInSilence:
                Refuse(pending.Request);
                pending.SetException(new AppendOutcomeUnknownException("Lost, unknown to the caller."));
                break;
        }
    }

    private void Commit(PendingAppend pending)
    {
        try
        {
            pending.SetResult(Commit(pending.Request));
        }
        catch (ArgumentException refused)
        {
            // One that is at fault fails alone.
            pending.SetException(new ArgumentException("The store refuses the data.", refused));
        }
    }

    private AppendResult Commit(AppendRequest request)
    {
        if (request.BuildsOn is { } before && _refused.Contains(before))
        {
            Refuse(request);
            return new AppendResult.VersionConflict(tables.Stream(request.Stream).Count);
        }

        var result = tables.Apply(request, clock.GetUtcNow());
        if (result is not AppendResult.Appended)
        {
            Refuse(request);
        }

        return result;
    }

    private void Refuse(AppendRequest request) => _refused.Add(request.Events[^1].Id);
}
