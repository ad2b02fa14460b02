using Dispatch.Domain.Ids;
using Dispatch.Grains.Providers;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>A rule that must hold at all times; it reports where it does not.</summary>
internal abstract class Rule(World world)
{
    protected World World => world;

    protected Facts Facts => world.Checks.Facts;

    /// <summary>An event of any stream became durable.</summary>
    public virtual void On(RecordedEvent recorded)
    {
    }

    /// <summary>A consult's event became durable.</summary>
    public virtual void On(ConsultFact fact)
    {
    }

    /// <summary>A clinic asks under this key, with this id for a new consult.</summary>
    public virtual void Asked(string key, ConsultId consult)
    {
    }

    /// <summary>A clinic was told that its request under this key is this consult.</summary>
    public virtual void Accepted(string key, ConsultId consult)
    {
    }

    /// <summary>A provider's page begins to accept.</summary>
    public virtual void Accepting(ProviderId provider, ConsultId consult)
    {
    }

    /// <summary>A provider's page begins to decline.</summary>
    public virtual void Declining(ProviderId provider, ConsultId consult)
    {
    }

    /// <summary>A provider's page begins to complete.</summary>
    public virtual void Completing(ProviderId provider, ConsultId consult)
    {
    }

    /// <summary>A provider's grain showed itself.</summary>
    public virtual void Saw(ProviderView view)
    {
    }

    /// <summary>A provider's page took a message, pushed or sent again.</summary>
    public virtual void Received(ProviderId provider, long seq)
    {
    }

    /// <summary>A provider's page dropped a push whose number it is past.</summary>
    /// <param name="taken">The message that it took under that number; null when it took none, or long ago.</param>
    public virtual void Dropped(ProviderId provider, ProviderMessage message, ProviderMessage? taken)
    {
    }

    /// <summary>A provider's page took a snapshot.</summary>
    public virtual void Resumed(ProviderId provider, long seq)
    {
    }

    /// <summary>Called each <see cref="RuleBook.TickInterval"/>.</summary>
    public virtual void Tick()
    {
    }

    /// <summary>Faults have stopped and the bounded time after them has passed.</summary>
    public virtual void Ended()
    {
    }

    /// <summary>Everybody has left, and the time after which nothing is in memory has passed.</summary>
    public virtual void Slept()
    {
    }

    protected void Break(string about, string what) => world.Report(GetType().Name, about, what);
}
