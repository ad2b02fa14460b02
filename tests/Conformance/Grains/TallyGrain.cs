namespace Dispatch.Tests.Conformance.Grains;

public sealed class TallyGrain(
    [PersistentState("tally")] IPersistentState<Tally> first,
    [PersistentState("tally")] IPersistentState<Tally> second) : Grain, ITallyGrain
{
    public async Task<int> Add(int count)
    {
        first.State.Count += count;
        await first.WriteStateAsync();
        return first.State.Count;
    }

    public Task<int> Read() => Task.FromResult(first.State.Count);

    public Task Clear() => first.ClearStateAsync();

    public Task AddWithoutWriting(int count)
    {
        first.State.Count += count;
        return Task.CompletedTask;
    }

    public async Task WriteThroughBoth()
    {
        await first.WriteStateAsync();
        second.State.Count = -1;
        await second.WriteStateAsync();
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
