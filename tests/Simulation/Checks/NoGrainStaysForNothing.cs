namespace Dispatch.Tests.Simulation.Checks;

/// <summary>When everything has ended and everybody has left, no grain stays in memory.</summary>
internal sealed class NoGrainStaysForNothing(World world) : Rule(world)
{
    public override void Slept()
    {
        foreach (var node in World.Cluster.Alive)
        {
            if (node.Engine.Statistics.Activations > 0)
            {
                Break(node.Name, $"{node.Engine.Statistics.Activations} grains are active: {string.Join(' ', Names(node))}");
            }
        }
    }

    private IEnumerable<string> Names(Node node) => World.Providers
        .Select(p => ("provider", p.Id.Value))
        .Concat(World.States.Select(s => ("statelicensepool", s.Value)))
        .Where(g => node.Engine.IsActive(g.Item1, g.Item2))
        .Select(g => g.Value);
}
