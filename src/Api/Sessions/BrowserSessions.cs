using System.Collections.Concurrent;
using Dispatch.Api.Security;
using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Sessions;

namespace Dispatch.Api.Sessions;

/// <summary>
/// The sessions of browsers. The store has them, so that every process sees one and its end; this process remembers those
/// that it was shown lately, and those with open connections as long as these are open.
/// </summary>
public sealed partial class BrowserSessions(
    ISessionStore store,
    AccessKeys keys,
    BrowserSessionOptions options,
    ApiLimits limits,
    IRandomSource random,
    TimeProvider time,
    ILogger<BrowserSessions> log)
{
    private readonly BoundedCache<TokenHash, Known> _known = new(options.Cached);
    private readonly ConcurrentDictionary<TokenHash, BrowserSession> _connected = new();

    // Of one session there is one object: connections are tied to it, and what ends it must reach them all.
    private readonly Lock _lock = new();

    /// <summary>After how long without anything done a session of the kind ends.</summary>
    public TimeSpan IdleTimeOf(CallerKind kind) => kind == CallerKind.Wall ? options.WallTime : options.IdleTime;

    /// <summary>Those with open connections here, in no order.</summary>
    public IReadOnlyCollection<BrowserSession> Connected => [.. _connected.Values];

    /// <summary>Begins a session, durable once answered.</summary>
    /// <returns>The session, and its token: told once and kept nowhere.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now.</exception>
    public async Task<(BrowserSession Session, string Token)> Begin(Caller caller)
    {
        var token = AccessToken.New(AccessToken.SessionPrefix, random);
        var hash = TokenHash.Of(token);
        var now = time.GetJournalNow();
        var stored = new StoredSession(
            hash.ToBytes(), caller.Kind.ToString(), keys.SubjectOf(caller), now, now, now + LongestTimeOf(caller.Kind), null);
        await store.Begin(stored);
        return (Remember(hash, new BrowserSession(hash, caller, stored)), token);
    }

    /// <summary>The session of a token that has not ended; null when there is none.</summary>
    /// <exception cref="StoreUnavailableException">The store has to be asked and cannot be read now.</exception>
    public ValueTask<BrowserSession?> Find(TokenHash hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!_known.TryGet(hash, out var known))
        {
            return new ValueTask<BrowserSession?>(Load(hash, cancellationToken));
        }

        if (known.Session is { } session && IsAlive(session, now))
        {
            return now < known.TrustedUntil
                ? ValueTask.FromResult<BrowserSession?>(session)
                : new ValueTask<BrowserSession?>(LoadOrTrust(session, cancellationToken));
        }

        return now < known.TrustedUntil && known.Session is null or { HasEnded: true }
            ? ValueTask.FromResult<BrowserSession?>(null)
            : new ValueTask<BrowserSession?>(Load(hash, cancellationToken));
    }

    /// <summary>Whether this process knows the token from before: then asking for its session is no guess.</summary>
    public bool IsInMind(TokenHash hash) => InMind(hash) is not null;

    /// <summary>Something was done with it.</summary>
    public void Seen(BrowserSession session)
    {
        var now = time.GetUtcNow();
        if (session.Seen(now, options.SeenEvery))
        {
            _ = Write(session.Hash, now);
        }
    }

    /// <summary>Keeps the session in mind as long as the connection is open.</summary>
    public void Attach(BrowserSession session, Hubs.HubSocket socket)
    {
        lock (_lock)
        {
            _connected.GetOrAdd(session.Hash, session).Attach(socket);
        }
    }

    public void Detach(BrowserSession session, Hubs.HubSocket socket)
    {
        lock (_lock)
        {
            if (_connected.TryGetValue(session.Hash, out var connected))
            {
                connected.Detach(socket);
                if (!connected.HasSockets)
                {
                    _connected.TryRemove(session.Hash, out _);
                }
            }
        }
    }

    /// <summary>Ends one session everywhere.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now; here it has ended all the same.</exception>
    public async Task End(TokenHash hash)
    {
        EndHere(hash);
        await store.End(hash.ToBytes(), time.GetJournalNow());
    }

    /// <summary>Ends every session of a provider, a clinic or the operator everywhere.</summary>
    /// <param name="kind">These alone; null for all.</param>
    /// <returns>How many had not ended.</returns>
    public async Task<int> EndAll(string subject, CallerKind? kind = null)
    {
        var now = time.GetJournalNow();
        var ended = await store.EndAll(subject, kind?.ToString(), now);
        await HearOfEnds(now, CancellationToken.None);
        return ended;
    }

    /// <summary>Ends here what was ended anywhere at or after the instant.</summary>
    public async Task HearOfEnds(DateTimeOffset since, CancellationToken cancellationToken)
    {
        foreach (var hash in await store.EndedSince(since, cancellationToken))
        {
            EndHere(TokenHash.OfBytes(hash));
        }
    }

    /// <summary>Ends a session that was idle for too long, unless another process knows better.</summary>
    public async Task EndIfIdle(BrowserSession session, CancellationToken cancellationToken)
    {
        if (!IsAlive(session, time.GetUtcNow()) && await Load(session.Hash, cancellationToken) is null)
        {
            await End(session.Hash);
        }
    }

    private TimeSpan LongestTimeOf(CallerKind kind) => kind == CallerKind.Wall ? options.WallTime : options.LongestTime;

    private bool IsAlive(BrowserSession session, DateTimeOffset now) =>
        !session.HasEnded && now < session.EndsAt && now < session.SeenAt + IdleTimeOf(session.Kind);

    // While the store does not answer nobody could have ended it either.
    private async Task<BrowserSession?> LoadOrTrust(BrowserSession session, CancellationToken cancellationToken)
    {
        try
        {
            return await Load(session.Hash, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            return session;
        }
    }

    private async Task<BrowserSession?> Load(TokenHash hash, CancellationToken cancellationToken)
    {
        var stored = await store.Find(hash.ToBytes(), cancellationToken);
        var now = time.GetUtcNow();
        if (stored is null || stored.EndedAt is not null || now >= stored.EndsAt)
        {
            Forget(hash, now);
            return null;
        }

        if (InMind(hash) is { } known)
        {
            return Keep(hash, known, stored);
        }

        return Enum.TryParse<CallerKind>(stored.Kind, out var kind)
            && await keys.HolderOf(kind, stored.Subject, cancellationToken) is { } caller
                ? Keep(hash, new BrowserSession(hash, caller, stored), stored)
                : Keep(hash, null, stored);
    }

    /// <param name="loaded">Counts only when no other has come to mind meanwhile; null when it is nobody's any more.</param>
    private BrowserSession? Keep(TokenHash hash, BrowserSession? loaded, StoredSession stored)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var session = InMind(hash) ?? loaded;
            session?.Seen(stored.SeenAt, options.SeenEvery);
            if (session is not null && IsAlive(session, now))
            {
                return Remember(hash, session);
            }
        }

        Forget(hash, now);
        return null;
    }

    private BrowserSession? InMind(TokenHash hash) =>
        _connected.TryGetValue(hash, out var connected) ? connected
        : _known.TryGet(hash, out var known) ? known.Session
        : null;

    private BrowserSession Remember(TokenHash hash, BrowserSession session)
    {
        _known.Put(hash, new Known(session, time.GetUtcNow() + options.Trust));
        return session;
    }

    private void Forget(TokenHash hash, DateTimeOffset now)
    {
        if (_known.TryGet(hash, out var known))
        {
            known.Session?.End();
        }

        _known.Put(hash, new Known(null, now + limits.AccessKeyDistrust));
    }

    private void EndHere(TokenHash hash)
    {
        if (_connected.TryRemove(hash, out var connected))
        {
            connected.End();
        }

        if (_known.TryGet(hash, out var known))
        {
            known.Session?.End();
        }
    }

    private async Task Write(TokenHash hash, DateTimeOffset at)
    {
        try
        {
            await store.Seen(hash.ToBytes(), at);
        }
        catch (StoreUnavailableException fault)
        {
            // The next thing that is done tells it again.
            LogNotWritten(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session's activity could not be written")]
    private partial void LogNotWritten(Exception fault);

    private sealed record Known(BrowserSession? Session, DateTimeOffset TrustedUntil);
}
