namespace Dispatch.Tests.Conformance.Grains;

/// <summary>A count that survives its activation, seen through two states that share one record.</summary>
[Alias("test.tally")]
public interface ITallyGrain : IGrainWithStringKey
{
    [Alias("add")]
    Task<int> Add(int count);

    [Alias("read")]
    Task<int> Read();

    [Alias("clear")]
    Task Clear();

    /// <summary>Changes the state in memory only.</summary>
    [Alias("forget-to-write")]
    Task AddWithoutWriting(int count);

    /// <summary>Writes once through each state: the second writer is stale.</summary>
    [Alias("write-twice")]
    Task WriteThroughBoth();

    [Alias("end")]
    Task End();
}
