namespace Dispatch.Tests.Conformance.Grains;

[Reentrant]
public sealed class ReentrantGrain : Grain, IReentrantGrain
{
    public async Task<int> Nest(int depth) =>
        depth == 0
            ? 0
            : 1 + await GrainFactory.GetGrain<IReentrantGrain>(this.GetPrimaryKeyString()).Nest(depth - 1);
}
