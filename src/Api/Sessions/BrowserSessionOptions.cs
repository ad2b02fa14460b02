using System.ComponentModel.DataAnnotations;

namespace Dispatch.Api.Sessions;

/// <summary>How long browsers stay signed in: configuration section <c>Dispatch:Sessions</c>.</summary>
public sealed class BrowserSessionOptions
{
    public const string Section = "Dispatch:Sessions";

    /// <summary>After how long a session ends in which nothing was done.</summary>
    /// <value>From 1 min to 12 h, default 15 min.</value>
    [Range(typeof(TimeSpan), "00:01:00", "12:00:00")]
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>After how long a session ends whatever is done.</summary>
    /// <value>From 5 min to 24 h, default 12 h.</value>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan LongestTime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>After how long a wall board's session ends; it does not end for being idle.</summary>
    /// <value>From 5 min to 24 h, default 12 h.</value>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan WallTime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How often the store hears that something was done: a process that restarts may end a session so much too early.</summary>
    /// <value>From 1 s to 5 min, default 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SeenEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often this process asks which sessions were ended elsewhere, and ends those that are idle.</summary>
    /// <value>From 100 ms to 1 min, default 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan WatchEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a session is known without asking the store for it.</summary>
    /// <value>From 1 s to 10 min, default 1 min. Ends are heard of by themselves.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Trust { get; set; } = TimeSpan.FromMinutes(1);

    /// <value>Sessions that are remembered, default 20,000.</value>
    [Range(100, 1_000_000)]
    public int Cached { get; set; } = 20_000;

    /// <summary>How long a link signs in that the server printed.</summary>
    /// <value>From 10 s to 1 h, default 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan LinkTime { get; set; } = TimeSpan.FromMinutes(10);
}
