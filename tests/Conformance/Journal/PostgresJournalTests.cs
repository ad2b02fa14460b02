namespace Dispatch.Tests.Conformance.Journal;

public sealed class PostgresJournalTests : StoreContract
{
    protected override JournalFixture Create() => new PostgresFixture();
}
