namespace Dispatch.Journal;

/// <summary>
/// Append-only streams of events: the truth. One append is atomic: its events, rows and claims are all durable when
/// the task completes, or none is.
/// </summary>
public interface IJournal
{
    /// <summary>
    /// Appends at the end of one stream. Appends that one caller makes to one stream one after the other take effect
    /// in that order, also when the caller does not wait between them.
    /// </summary>
    /// <returns>Appended, or why not; a refusal changed nothing. Continuations run on the thread pool.</returns>
    /// <exception cref="ArgumentException">The request is over a limit of <see cref="JournalLimits"/> (thrown at once), or
    /// the store refuses its data, for instance text that is not well-formed UTF-16; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now; nothing was written.</exception>
    /// <exception cref="AppendOutcomeUnknownException">The connection broke while committing, and it could not be
    /// found out in time whether the append took effect. Read the stream.</exception>
    Task<AppendResult> Append(AppendRequest request);

    /// <summary>The events of a stream with a version above <paramref name="afterVersion"/>, in order.</summary>
    /// <param name="limit">From 1 to <see cref="JournalLimits.EventsPerRead"/>.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read now.</exception>
    Task<IReadOnlyList<RecordedEvent>> Read(
        string stream, long afterVersion = 0, int limit = JournalLimits.EventsPerRead, CancellationToken cancellationToken = default);
}
