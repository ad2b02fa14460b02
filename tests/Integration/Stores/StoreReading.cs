using Dispatch.Journal;

namespace Dispatch.Tests.Integration.Stores;

/// <summary>Looks into the store of a server, past everything that the server could hide.</summary>
internal abstract class StoreReading : IDisposable
{
    /// <summary>The rows of a query that both stores understand, each column as text; null where it is.</summary>
    public abstract List<string?[]> Rows(string sql);

    /// <summary>Every event of every stream, in order, with its place in the chain.</summary>
    public abstract List<StoredEvent> Events();

    /// <summary>Fails unless the store is whole and every stream's chain is as it was written, from version 1 without gap.</summary>
    public virtual void AssertIntact()
    {
        foreach (var stream in Events().GroupBy(e => e.Stream))
        {
            var previous = HashChain.Start;
            var version = 0L;
            foreach (var stored in stream)
            {
                Assert.Equal(++version, stored.Version);
                Assert.Equal(
                    HashChain.Hash(previous.Span, stored.Stream, stored.Version, stored.Id, stored.Type, stored.At, stored.Payload),
                    stored.Hash);
                previous = stored.Hash;
            }
        }
    }

    public abstract void Dispose();
}
