using System.Text;

namespace Dispatch.Journal.Writing;

/// <summary>
/// Carries out batches on the writer's thread: one strict transaction each; item by item when the store refuses the
/// data of one; a new session after the store failed.
/// </summary>
internal sealed class BatchExecutor(
    Func<IWriteSession> openSession, JournalOptions options, TimeProvider time, WriterCounters counters) : IDisposable
{
    private readonly RefusedEvents _refused = new();
    private readonly ManualResetEventSlim _givenUp = new();
    private BatchPlanner? _planner;
    private IWriteSession? _session;

    /// <summary>Whether another executor has taken over, because a call did not return.</summary>
    public bool IsGivenUp => _givenUp.IsSet;

    /// <summary>Gives every item its outcome and publishes it. Throws nothing of the store or the data.</summary>
    public void Execute(IReadOnlyList<WriteItem> batch) => Execute(batch, options.RaceRetries);

    private void Execute(IReadOnlyList<WriteItem> batch, int retries)
    {
        try
        {
            Commit(batch);
        }
        catch (AppendOutcomeUnknownException error)
        {
            FindOutOutcomes(batch, error);
        }
        catch (StoreUnavailableException error)
        {
            DropSession(error);
            FailAll(batch, inner => new StoreUnavailableException(inner.Message, inner), error);
        }
        catch (LostRaceException) when (retries > 0)
        {
            // As a whole: what has changed is read anew, and who lost the race hears of the one who won.
            Rollback();
            counters.Replayed();
            foreach (var item in batch)
            {
                item.Forget();
            }

            Execute(batch, retries - 1);
            return;
        }
        catch (LostRaceException error) when (batch.Count == 1)
        {
            Rollback();
            FailAll(batch, inner => new StoreUnavailableException(inner.Message, inner), error);
        }
        catch (Exception error) when (batch.Count == 1)
        {
            Rollback();
            batch[0].Forget();
            batch[0].Fail(error is RefusedByStoreException or EncoderFallbackException ? Refusal(batch[0], error) : error);
        }
        catch (Exception)
        {
            Rollback();
            counters.Replayed();
            foreach (var item in batch)
            {
                item.Forget();
                Execute([item], options.RaceRetries);
            }

            return;
        }

        RememberRefused(batch);
        Publication.Of(batch);
        _session?.Settle();
    }

    /// <summary>One bounded step of the clean-up.</summary>
    /// <returns>Whether there may be more to delete.</returns>
    public bool CleanUp()
    {
        var now = time.GetUtcNow();
        return Upkeep(session => session.CleanUp(now, options.CleanUpRows)) >= options.CleanUpRows;
    }

    /// <summary>Tries whether a store that failed takes writes again.</summary>
    public void Probe() => Upkeep(session =>
    {
        session.Probe(time.GetUtcNow());
        return 0;
    });

    /// <summary>From any thread: what is under way ends as it may, and nothing is begun any more.</summary>
    public void GiveUp() => _givenUp.Set();

    public void Dispose()
    {
        _session?.Dispose();
        _givenUp.Dispose();
    }

    private void Commit(IReadOnlyList<WriteItem> batch)
    {
        var started = time.GetTimestamp();
        var session = Session();
        session.Begin();
        var planner = _planner ??= new BatchPlanner(_refused);
        planner.Begin(time.GetUtcNow());
        foreach (var item in batch)
        {
            if (item is AppendItem append)
            {
                planner.Expect(append.Request);
            }
        }

        session.Load(planner);
        foreach (var item in batch)
        {
            if (item is AppendItem append)
            {
                append.Result = planner.Decide(append);
            }
            else
            {
                ((ITransactionWork)item).Execute(session);
            }
        }

        session.Write(planner.Plan());
        session.Commit();
        planner.End();
        counters.Committed(batch.Count, time.GetElapsedTime(started));
    }

    private void RememberRefused(IReadOnlyList<WriteItem> batch)
    {
        foreach (var item in batch)
        {
            if (item is AppendItem { Result: not AppendResult.Appended } append)
            {
                _refused.Add(append.Request.Events[^1].Id);
            }
        }
    }

    /// <summary>
    /// A transaction is durable whole or not at all, but only reading tells which: the stream holds an append's own
    /// event at its version, or the append never was. What wrote no event stays unknown when no append of the batch
    /// can speak for it.
    /// </summary>
    private void FindOutOutcomes(IReadOnlyList<WriteItem> batch, AppendOutcomeUnknownException error)
    {
        DropSession(error);
        var began = TimeProvider.System.GetTimestamp();
        do
        {
            try
            {
                var took = TookEffect(batch);
                counters.Recovered();
                if (took == true)
                {
                    return;
                }

                if (took == false)
                {
                    FailAll(
                        batch,
                        inner => new StoreUnavailableException("The commit failed; nothing was written.", inner),
                        error);
                    return;
                }

                break;
            }
            catch (StoreUnavailableException again)
            {
                DropSession(again);
            }
        }
        while (MayAskAgain(began));

        FailAll(batch, inner => new AppendOutcomeUnknownException(inner.Message, inner), error);
    }

    /// <summary>After a pause: a server that restarts refuses connections at once, and takes them again a little later.</summary>
    private bool MayAskAgain(long began) =>
        TimeProvider.System.GetElapsedTime(began) < options.OutcomeTime && !_givenUp.Wait(options.OutcomePause);

    private bool? TookEffect(IReadOnlyList<WriteItem> batch)
    {
        foreach (var item in batch)
        {
            if (item is AppendItem { Result: AppendResult.Appended appended } append)
            {
                var last = append.Request.Events[^1];
                return Session().ReadEventId(append.Request.Stream, appended.Version) == last.Id;
            }
        }

        // Nothing but refusals wrote nothing, and a refusal is as true now as it was then.
        return batch.All(item => item is AppendItem) ? true : null;
    }

    private int Upkeep(Func<IWriteSession, int> work)
    {
        try
        {
            var rows = work(Session());
            counters.Recovered();
            return rows;
        }
        catch (StoreUnavailableException error)
        {
            DropSession(error);
        }
        catch (LostRaceException)
        {
            // Another process cleans up at the same time.
            Rollback();
        }
        catch (RefusedByStoreException error)
        {
            counters.Failed(error.Message);
            Rollback();
        }

        return 0;
    }

    private IWriteSession Session() => IsGivenUp
        ? throw new StoreUnavailableException("Another thread has taken over.")
        : _session ??= openSession();

    private void Rollback()
    {
        try
        {
            _session?.Rollback();
        }
        catch (StoreUnavailableException error)
        {
            DropSession(error);
        }
    }

    private void DropSession(StoreUnavailableException error)
    {
        if (!IsGivenUp)
        {
            counters.Failed(error.Message);
        }

        _session?.Dispose();
        _session = null;
    }

    private static void FailAll(
        IReadOnlyList<WriteItem> batch, Func<Exception, Exception> translate, Exception error)
    {
        foreach (var item in batch)
        {
            // One exception each: awaiting one from many places would mix their stack traces.
            item.Forget();
            item.Fail(translate(error));
        }
    }

    private static ArgumentException Refusal(WriteItem item, Exception error) =>
        new($"The store refuses the data of the append to {item.Subject}; nothing of it was written.", error);
}
