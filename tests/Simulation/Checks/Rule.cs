using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>A rule that must hold at all times; it reports where it does not.</summary>
internal abstract class Rule(World world)
{
    protected World World => world;

    /// <summary>A consult's event became durable.</summary>
    public virtual void On(ConsultFact fact)
    {
    }

    /// <summary>A clinic was told that its request under this key is this consult.</summary>
    public virtual void Accepted(string key, ConsultId consult)
    {
    }

    /// <summary>A new activation of the provider introduced itself to the node.</summary>
    public virtual void Reactivated(ProviderId provider)
    {
    }

    /// <summary>A provider's page took a message, pushed or sent again.</summary>
    public virtual void Received(ProviderId provider, long seq)
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
    public virtual void End()
    {
    }

    protected void Break(string about, string what) => world.Report(GetType().Name, about, what);
}
