using Dispatch.Tests.Conformance.Grains;

namespace Dispatch.Tests.Conformance.Engine;

/// <summary>A running engine as <see cref="EngineContract"/> needs it. Each engine implements it once.</summary>
public abstract class EngineFixture : IAsyncLifetime
{
    /// <summary>How many calls may wait for one grain in the engine that the fixture starts.</summary>
    public const int MailboxLength = 100;

    /// <summary>From the client's side.</summary>
    public abstract IGrainFactory Grains { get; }

    /// <summary>The one that the engine's grains write to.</summary>
    public ProbeJournal Journal { get; } = new();

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();
}
