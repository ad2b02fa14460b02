using Dispatch.Tests.Integration.Crashes;
using Dispatch.Tests.Integration.Stores;

namespace Dispatch.Tests.Integration.Faults.Support;

/// <summary>Compares the store of a server that is stopped with what its callers were told.</summary>
internal static class Audit
{
    /// <summary>
    /// Fails unless the consults of the store are exactly those that were answered 201, each one served to its end by one
    /// provider at a time who had room for it, and nothing is left over.
    /// </summary>
    /// <param name="answered">Each with a key of its own.</param>
    /// <returns>The events, for what else has to be checked.</returns>
    public static IReadOnlyList<StoredEvent> AssertAllServed(TestStore stopped, IReadOnlyCollection<string> answered)
    {
        using var store = stopped.Read();
        return AssertAllServed(store, answered);
    }

    /// <inheritdoc cref="AssertAllServed(TestStore, IReadOnlyCollection{string})"/>
    public static IReadOnlyList<StoredEvent> AssertAllServed(StoreReading store, IReadOnlyCollection<string> answered)
    {
        store.AssertIntact();
        var events = store.Events();
        History.AssertSound(events, liveCapacity: 1);
        Assert.Equal(
            answered.Order(StringComparer.Ordinal),
            events.Where(e => e.Type == "consult.requested").Select(e => e.Stream).Order(StringComparer.Ordinal));
        Assert.Equal(
            answered.Order(StringComparer.Ordinal),
            events.Where(e => e.Type == "consult.completed").Select(e => e.Stream).Order(StringComparer.Ordinal));
        Assert.Empty(History.Served(events));
        Assert.Empty(store.Rows("SELECT key FROM claims WHERE scope = 'slot'"));
        Assert.Equal($"{answered.Count}", store.Rows("SELECT count(*) FROM claims WHERE scope = 'idem'")[0][0]);
        Assert.Empty(store.Rows("SELECT consult FROM open_consults WHERE ended = 0"));
        Assert.Equal($"{answered.Count}", store.Rows("SELECT count(*) FROM consults WHERE status = 'completed'")[0][0]);
        return events;
    }

    /// <summary>Fails when a consult was offered while it was offered to somebody already.</summary>
    public static void AssertOneOfferAtATime(IEnumerable<StoredEvent> events)
    {
        foreach (var consult in events.Where(e => e.Stream.StartsWith("cns_", StringComparison.Ordinal)).GroupBy(e => e.Stream))
        {
            var open = "";
            foreach (var stored in consult)
            {
                switch (stored.Type)
                {
                    case "offer.made":
                        Assert.True(open == "", $"{consult.Key} was offered at {stored.At:O} while {open} was open.");
                        open = $"version {stored.Version}";
                        break;
                    case "offer.declined" or "offer.expired" or "offer.rescinded" or "consult.assigned":
                        open = "";
                        break;
                }
            }
        }
    }
}
