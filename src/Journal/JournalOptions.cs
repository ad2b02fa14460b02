using System.ComponentModel.DataAnnotations;

namespace Dispatch.Journal;

/// <summary>The limits of the group commit, whichever the store.</summary>
public sealed class JournalOptions
{
    /// <summary>How many appends may wait for the writer; one more is answered "busy".</summary>
    [Range(1, 1_000_000)]
    public int QueueLength { get; set; } = 20_000;

    /// <summary>How many bytes of events and rows may wait for the writer; an empty queue takes any append.</summary>
    [Range(1024, 4L * 1024 * 1024 * 1024)]
    public long QueueBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>How many appends share one transaction at most.</summary>
    [Range(1, 10_000)]
    public int BatchItems { get; set; } = 512;

    /// <summary>How many bytes of events and rows share one transaction at most; a larger append goes alone.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public long BatchBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// How long the writer waits at least for more before a transaction, while appends come often enough to share it. Each
    /// transaction costs a sync of the disk and wakes threads, so sharing saves processor time at the price of this much
    /// latency. Never waited when idle.
    /// </summary>
    /// <value>In real time. Default 1 ms; zero for never.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:00.1")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>How long it waits at most, when so much comes that processor time is what is short.</summary>
    /// <value>In real time. Default 8 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:00.1")]
    public TimeSpan LongestLinger { get; set; } = TimeSpan.FromMilliseconds(8);

    /// <summary>
    /// How long a writer that has nothing else to do leaves an append that can wait, from its arrival on, in case its stream's
    /// next append comes meanwhile.
    /// </summary>
    /// <value>In real time, as the disk's is: this is part of the store, not of the protocol. Default 50 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How many transactions of a busy writer an append that can wait lets pass.</summary>
    [Range(1, 10_000)]
    public int BatchesWaited { get; set; } = 32;

    /// <summary>How many streams' last versions and hashes the writer remembers.</summary>
    [Range(1, 1_000_000)]
    public int HeadsRemembered { get; set; } = 16_384;

    /// <summary>How often expired claims are cleaned up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CleanUpInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many rows one clean-up transaction deletes at most; appends go between two of them.</summary>
    [Range(1, 10_000)]
    public int CleanUpRows { get; set; } = 500;

    /// <summary>How often a store that failed is tried when nobody appends.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the store is asked again what became of a COMMIT whose answer was lost, before its callers hear that the outcome
    /// is unknown. All that is queued waits meanwhile.
    /// </summary>
    /// <value>In real time. Default 3 s, which a server that restarts may need; zero for asking once. Much longer than
    /// PostgreSQL's <c>ReconnectInterval</c>, or it is asked once all the same.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan OutcomeTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the writer waits before it asks again.</summary>
    /// <value>In real time. Default 100 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan OutcomePause { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a transaction that another process came in between is read and decided anew, before it is
    /// replayed item by item; and then how often each of them.</summary>
    [Range(1, 100)]
    public int RaceRetries { get; set; } = 8;
}
