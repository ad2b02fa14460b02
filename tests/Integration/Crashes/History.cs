using System.Text.Json;
using Dispatch.Tests.Integration.Stores;

namespace Dispatch.Tests.Integration.Crashes;

/// <summary>Plays the events of all consults again and checks what must always hold.</summary>
internal static class History
{
    /// <summary>Fails when a consult was served by two at once, or a provider served more than it can.</summary>
    /// <param name="events">Of the whole store.</param>
    /// <param name="liveCapacity">Of every provider.</param>
    public static void AssertSound(IReadOnlyList<StoredEvent> events, int liveCapacity)
    {
        var consults = events.Where(e => e.Stream.StartsWith("cns_", StringComparison.Ordinal)).ToList();
        foreach (var consult in consults.GroupBy(e => e.Stream))
        {
            AssertOneAssignmentAtATime(consult);
        }

        // Slots are claimed and freed in the transaction of the event, so the order of commits is the order of the claims.
        // The time of an event is when its append was asked for: of two processes, that says nothing of who came first.
        var serving = new Dictionary<string, HashSet<string>>();
        var servedBy = new Dictionary<string, string>();
        foreach (var stored in consults.OrderBy(e => e.CommittedAt).ThenBy(e => e.Type == "consult.assigned"))
        {
            if (stored.Type == "consult.assigned")
            {
                var provider = ProviderOf(stored.Data);
                if (!serving.TryGetValue(provider, out var held))
                {
                    serving[provider] = held = [];
                }

                held.Add(stored.Stream);
                servedBy[stored.Stream] = provider;
                Assert.True(held.Count <= liveCapacity, $"{provider} served {string.Join(", ", held)} at {stored.At:O}.");
            }
            else if (IsEnd(stored.Type) && servedBy.Remove(stored.Stream, out var provider))
            {
                serving[provider].Remove(stored.Stream);
            }
        }
    }

    /// <summary>The consults that are served after all these events, with who serves them.</summary>
    public static IReadOnlyDictionary<string, string> Served(IEnumerable<StoredEvent> events)
    {
        var served = new Dictionary<string, string>();
        foreach (var stored in events)
        {
            if (stored.Type == "consult.assigned")
            {
                served[stored.Stream] = ProviderOf(stored.Data);
            }
            else if (IsEnd(stored.Type))
            {
                served.Remove(stored.Stream);
            }
        }

        return served;
    }

    private static void AssertOneAssignmentAtATime(IGrouping<string, StoredEvent> consult)
    {
        var number = 0;
        var isServed = false;
        var isEnded = false;
        foreach (var stored in consult)
        {
            Assert.False(isEnded && stored.Type.StartsWith("consult.", StringComparison.Ordinal), $"{consult.Key} went on after its end: {stored.Type}.");
            switch (stored.Type)
            {
                case "consult.requested":
                    Assert.Equal(1, stored.Version);
                    break;
                case "consult.assigned":
                    Assert.False(isServed, $"{consult.Key} was assigned twice at once.");
                    Assert.Equal(++number, stored.Data.GetProperty("number").GetInt32());
                    isServed = true;
                    break;
                case "consult.started" or "consult.completed":
                    Assert.True(isServed, $"{consult.Key}: {stored.Type} without an assignment.");
                    Assert.Equal(number, stored.Data.GetProperty("number").GetInt32());
                    break;
            }

            isServed &= !IsEnd(stored.Type);
            isEnded |= stored.Type is "consult.completed" or "consult.cancelled" or "consult.expired";
        }
    }

    private static bool IsEnd(string type) =>
        type is "consult.completed" or "consult.cancelled" or "consult.expired" or "consult.released";

    private static string ProviderOf(JsonElement assigned) => assigned.GetProperty("offer").GetProperty("provider").GetString()!;
}
