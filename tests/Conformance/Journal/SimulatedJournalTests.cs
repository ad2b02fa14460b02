namespace Dispatch.Tests.Conformance.Journal;

public sealed class SimulatedJournalTests : JournalContract
{
    protected override JournalFixture Create() => new SimulatedFixture();
}
