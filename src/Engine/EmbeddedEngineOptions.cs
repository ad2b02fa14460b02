using System.Text.Json;

namespace Dispatch.Engine.Embedded;

/// <summary>Limits and times of the embedded engine, checked when it starts.</summary>
public sealed class EmbeddedEngineOptions
{
    /// <summary>How many calls may wait for one grain, or for one observer; the next is refused.</summary>
    /// <value>From 1 to 1,000,000, default 10,000. A longer line makes the last caller time out instead.</value>
    public int MailboxLength { get; set; } = 10_000;

    /// <summary>How long an activation stays in memory without a call.</summary>
    /// <value>At least <see cref="CollectionQuantum"/>, default 2 min.</value>
    public TimeSpan IdleAge { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often idle activations are looked for; an activation outlives its idle age by at most two of these.</summary>
    /// <value>From 10 ms, default 15 s.</value>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many idle activations end at once.</summary>
    /// <value>From 1 to 65,536, default 256: what their <c>OnDeactivateAsync</c> may ask of a store together.</value>
    public int DeactivationsAtOnce { get; set; } = 256;

    /// <summary>How long a caller waits, unless the method says otherwise.</summary>
    /// <value>From 50 ms to 1 day, default 30 s.</value>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>When the token given to <c>OnActivateAsync</c> is cancelled.</summary>
    /// <value>From 50 ms to 1 day, default 30 s.</value>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>When the token given to <c>OnDeactivateAsync</c> is cancelled and its end no longer awaited.</summary>
    /// <value>From 50 ms to 1 day, default 30 s.</value>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stop waits for running calls and <c>OnDeactivateAsync</c> of all grains together.</summary>
    /// <value>From 50 ms to 1 day, default 20 s: below the 30 s that hosts and orchestrators commonly grant.</value>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How persistent state becomes bytes.</summary>
    public JsonSerializerOptions StateSerialization { get; set; } = JsonSerializerOptions.Default;
}
