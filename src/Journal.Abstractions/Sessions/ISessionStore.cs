namespace Dispatch.Journal.Sessions;

/// <summary>Sessions of browsers, where every process sees them. Durable once answered.</summary>
public interface ISessionStore
{
    /// <exception cref="StoreUnavailableException">The store cannot take writes now; nothing was written.</exception>
    Task Begin(StoredSession session);

    /// <summary>Ended ones too; null when there is none.</summary>
    Task<StoredSession?> Find(ReadOnlyMemory<byte> tokenHash, CancellationToken cancellationToken = default);

    /// <summary>Something was done with it; an older instant than is stored changes nothing.</summary>
    Task Seen(ReadOnlyMemory<byte> tokenHash, DateTimeOffset at);

    /// <summary>Ends one; one that was ended before stays so.</summary>
    Task End(ReadOnlyMemory<byte> tokenHash, DateTimeOffset at);

    /// <summary>Ends every session of the subject.</summary>
    /// <param name="kind">Those of this kind alone; null for all.</param>
    /// <returns>How many had not ended.</returns>
    Task<int> EndAll(string subject, string? kind, DateTimeOffset at);

    /// <summary>Hashes of the tokens of those that were ended at or after the instant.</summary>
    Task<IReadOnlyList<byte[]>> EndedSince(DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>Deletes those whose last moment is before the instant.</summary>
    Task Forget(DateTimeOffset endsBefore);
}
