using System.Text;
using Dispatch.Journal;
using Dispatch.LoadTests.Audit;

namespace Dispatch.Tests.Unit.LoadTests.Audit;

/// <summary>A store that a test writes: right unless the test makes it wrong.</summary>
internal sealed class InMemoryHistory : IStoredHistory
{
    public const string Clinic = "cli_1";

    private readonly List<StoredEvent> _events = [];
    private int _seconds;

    public List<StoredConsult> ConsultRows { get; } = [];

    public List<StoredOpenConsult> OpenRows { get; } = [];

    public List<StoredClaim> ClaimRows { get; } = [];

    public List<StoredOrder> OrderRows { get; } = [];

    public static DateTimeOffset Start { get; } = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Licensed in CA until the end of the year.</summary>
    public InMemoryHistory Provider(string id, string state = "CA", string expiresOn = "2026-12-31", int live = 1) => Event(
        id,
        "provider.registered",
        $$$$"""
        {"profile":{"id":"{{{{id}}}}","credential":"MD","licenses":[{"state":"{{{{state}}}}","number":"1","expiresOn":"{{{{expiresOn}}}}"}],
        "modalities":["live","async"],"services":["*"],"capacity":{"live":{{{{live}}}},"async":3}}}
        """);

    public InMemoryHistory Requested(string consult) => Event(
        consult,
        "consult.requested",
        $$$$"""
        {"ticket":{"consult":"{{{{consult}}}}","clinic":"{{{{Clinic}}}}","requirements":{"state":"CA","modality":"live","services":["botox"],"credentials":["MD","NP"]}}}
        """);

    public InMemoryHistory Assigned(string consult, string provider, int number = 1) => Event(
        consult, "consult.assigned", $$$$"""{"number":{{{{number}}}},"offer":{"id":"off_1","provider":"{{{{provider}}}}"},"slot":0}""");

    public InMemoryHistory Started(string consult, int number = 1) => Event(consult, "consult.started", $$"""{"number":{{number}}}""");

    public InMemoryHistory Released(string consult, int number = 1) => Event(consult, "consult.released", $$"""{"number":{{number}}}""");

    public InMemoryHistory Completed(string consult, string provider, int number = 1) => Event(
        consult, "consult.completed", $$"""{"number":{{number}},"provider":"{{provider}}","decision":"approved","order":"ord_{{consult}}"}""");

    /// <summary>A whole life with the rows that belong to it.</summary>
    public InMemoryHistory Life(string consult, string provider)
    {
        Requested(consult).Assigned(consult, provider).Started(consult).Completed(consult, provider);
        ConsultRows.Add(new StoredConsult(consult, Clinic, "CA", "completed"));
        OrderRows.Add(new StoredOrder("ord_" + consult, consult, provider));
        return this;
    }

    /// <summary>The last event was asked for by another process: its time is not that of its commit.</summary>
    /// <param name="at">A moment after <see cref="Start"/>.</param>
    public InMemoryHistory AskedFor(TimeSpan at)
    {
        var committedAt = _events[^1].At;
        var (stream, type, payload) = (_events[^1].Stream, _events[^1].Type, Encoding.UTF8.GetString(_events[^1].Payload));
        _events.RemoveAt(_events.Count - 1);
        Event(stream, type, payload, at);
        _events[^1] = _events[^1] with { CommittedAt = committedAt };
        return this;
    }

    /// <param name="at">A moment after <see cref="Start"/>; null: a second after the one before.</param>
    public InMemoryHistory Event(string stream, string type, string payload, TimeSpan? at = null)
    {
        var previous = _events.LastOrDefault(stored => stored.Stream == stream);
        return Add(stream, (previous?.Version ?? 0) + 1, type, payload, previous?.Hash, at);
    }

    /// <summary>An event that leaves versions out.</summary>
    public InMemoryHistory Gap(string stream, string type, string payload)
    {
        var previous = _events.Last(stored => stored.Stream == stream);
        return Add(stream, previous.Version + 2, type, payload, previous.Hash, null);
    }

    /// <summary>Somebody writes another payload over the last event of a stream.</summary>
    public InMemoryHistory Tamper(string stream)
    {
        var at = _events.FindLastIndex(stored => stored.Stream == stream);
        _events[at] = _events[at] with { Payload = [.. _events[at].Payload, (byte)' '] };
        return this;
    }

    public IEnumerable<StoredEvent> Events(string streamPrefix) => _events
        .Where(stored => stored.Stream.StartsWith(streamPrefix, StringComparison.Ordinal))
        .OrderBy(stored => stored.Stream, StringComparer.Ordinal)
        .ThenBy(stored => stored.Version);

    public IEnumerable<StoredConsult> Consults() => ConsultRows;

    public IEnumerable<StoredOpenConsult> OpenConsults() => OpenRows;

    public IEnumerable<StoredClaim> Claims(string scope) => ClaimRows.Where(claim => claim.Scope == scope);

    public IEnumerable<StoredOrder> Orders() => OrderRows;

    public void Dispose()
    {
    }

    private InMemoryHistory Add(string stream, long version, string type, string payload, byte[]? previous, TimeSpan? at)
    {
        var moment = Start + (at ?? TimeSpan.FromSeconds(++_seconds));
        var bytes = Encoding.UTF8.GetBytes(payload);
        var id = $"evt_{_events.Count}";
        var hash = HashChain.Hash(previous ?? HashChain.Start.ToArray(), stream, version, id, type, moment, bytes);
        _events.Add(new StoredEvent(stream, version, id, type, moment, bytes, hash));
        return this;
    }
}
