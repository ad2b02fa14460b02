using Dispatch.Domain.Ids;
using Dispatch.Journal.Writing;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>A session that lets a test do something between what a batch reads and what it writes.</summary>
internal sealed class BetweenSession(IWriteSession inner, Action between) : IWriteSession
{
    public void Begin() => inner.Begin();

    public void Load(BatchPlanner planner) => inner.Load(planner);

    public void Write(BatchPlan plan)
    {
        between();
        inner.Write(plan);
    }

    public void Commit() => inner.Commit();

    public void Rollback() => inner.Rollback();

    public EventId? ReadEventId(string stream, long version) => inner.ReadEventId(stream, version);

    public int CleanUp(DateTimeOffset now, int rowsMaximum) => inner.CleanUp(now, rowsMaximum);

    public void Settle() => inner.Settle();

    public void Probe(DateTimeOffset now) => inner.Probe(now);

    public void Dispose() => inner.Dispose();
}
