using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Writing;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>A session that fails where a test says.</summary>
internal sealed class FaultySession(IWriteSession inner, FaultySession.Faults faults) : IWriteSession
{
    internal enum AtCommit
    {
        Works,

        /// <summary>The process dies after writing, before committing.</summary>
        Dies,

        /// <summary>The answer is lost, and the transaction took effect.</summary>
        LosesAnswerAfterEffect,

        /// <summary>The answer is lost, and the transaction did not take effect.</summary>
        LosesAnswerWithoutEffect,
    }

    internal sealed class Faults
    {
        /// <summary>Of the next commit; works again afterwards.</summary>
        public AtCommit NextCommit { get; set; }

        /// <summary>How many readings of an outcome fail from now on.</summary>
        public int FailingReads { get; set; }

        public int Commits { get; set; }
    }

    public void Begin() => inner.Begin();

    public void Load(BatchPlanner planner) => inner.Load(planner);

    public void Write(BatchPlan plan) => inner.Write(plan);

    public void Commit()
    {
        faults.Commits++;
        var fault = faults.NextCommit;
        faults.NextCommit = AtCommit.Works;
        switch (fault)
        {
            case AtCommit.Dies:
                throw new StoreUnavailableException("Killed.");
            case AtCommit.LosesAnswerAfterEffect:
                inner.Commit();
                throw new AppendOutcomeUnknownException("The answer was lost.");
            case AtCommit.LosesAnswerWithoutEffect:
                inner.Rollback();
                throw new AppendOutcomeUnknownException("The answer was lost.");
            default:
                inner.Commit();
                break;
        }
    }

    public void Rollback() => inner.Rollback();

    public EventId? ReadEventId(string stream, long version)
    {
        if (faults.FailingReads > 0)
        {
            faults.FailingReads--;
            throw new StoreUnavailableException("Not reachable.");
        }

        return inner.ReadEventId(stream, version);
    }

    public int CleanUp(DateTimeOffset now, int rowsMaximum) => inner.CleanUp(now, rowsMaximum);

    public void Settle() => inner.Settle();

    public void Probe(DateTimeOffset now) => inner.Probe(now);

    public void Dispose() => inner.Dispose();
}
