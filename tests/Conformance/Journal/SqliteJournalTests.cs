namespace Dispatch.Tests.Conformance.Journal;

public sealed class SqliteJournalTests : StoreContract
{
    protected override JournalFixture Create() => new SqliteFixture();
}
