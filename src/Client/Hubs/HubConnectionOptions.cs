namespace Dispatch.Client.Hubs;

/// <summary>The limits of one hub connection.</summary>
public sealed class HubConnectionOptions
{
    /// <summary>How long connecting and shaking hands may take together.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A ping is sent when nothing else was for this long; the server gives up after twice as long.</summary>
    /// <value>Default 15 s.</value>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A server that is silent for longer counts as lost; it pings every 15 s.</summary>
    /// <value>Default 45 s.</value>
    public TimeSpan ServerTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>What may wait to be sent; a call that does not fit fails at once.</summary>
    /// <value>Default 256 KiB.</value>
    public int SendQueueBytes { get; init; } = 256 * 1024;

    /// <summary>The longest message taken from the server; a longer one ends the connection.</summary>
    /// <value>Default 4 MiB.</value>
    public int MessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Calls that may be without an answer at once.</summary>
    /// <value>Default 1,024.</value>
    public int PendingCalls { get; init; } = 1024;

    /// <summary>
    /// Whether code after an awaited call goes on right in the receive loop. It saves a thread hand-over per answer, for callers
    /// that never block.
    /// </summary>
    public bool ContinueInReceiveLoop { get; init; }

    /// <summary>Puts the token into the address instead of a header, as browsers must.</summary>
    public bool TokenInQuery { get; init; }

    /// <summary>Further headers of the request that opens the connection, as a browser sends its cookie and origin.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Shared by many connections to save each its own handler; null for one per connection.</summary>
    public HttpMessageInvoker? Invoker { get; init; }
}
