namespace Dispatch.Tests.Conformance.Journal;

public sealed class PostgresJournalTests : JournalContract
{
    protected override JournalFixture Create() => new PostgresFixture();
}
