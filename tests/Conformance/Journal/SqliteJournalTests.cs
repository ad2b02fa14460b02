namespace Dispatch.Tests.Conformance.Journal;

public sealed class SqliteJournalTests : JournalContract
{
    protected override JournalFixture Create() => new SqliteFixture();
}
