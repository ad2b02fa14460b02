using Dispatch.Journal;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>A journal with all that stands beside it in a store of production.</summary>
public abstract class StoreFixture : JournalFixture
{
    public abstract IJournalStore Whole { get; }
}
