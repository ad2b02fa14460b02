using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>Every stream's chain of hashes verifies.</summary>
internal sealed class ChainVerifies(World world) : Rule(world)
{
    public override void Ended()
    {
        foreach (var stream in World.Tables.Streams)
        {
            if (HashChain.Verify(World.Tables.Stream(stream)) is ChainVerdict.Broken broken)
            {
                Break(stream, $"{broken}");
            }
        }
    }
}
