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

    /// <summary>How often expired claims and rows of ended consults are cleaned up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CleanUpInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many rows one clean-up transaction deletes at most; appends go between two of them.</summary>
    [Range(1, 10_000)]
    public int CleanUpRows { get; set; } = 500;

    /// <summary>How long an ended consult stays in <c>open_consults</c>, so that a lost message is noticed.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan EndedConsultsKept { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a store that failed is tried when nobody appends.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the store is asked what became of a COMMIT whose answer was lost, before giving up.</summary>
    [Range(1, 10)]
    public int OutcomeReads { get; set; } = 3;
}
