namespace Dispatch.Tests.Conformance.Grains;

[Alias("test.reentrant")]
public interface IReentrantGrain : IGrainWithStringKey
{
    /// <summary>Calls itself, which only a reentrant grain survives.</summary>
    [ResponseTimeout("00:00:05")]
    [Alias("nest")]
    Task<int> Nest(int depth);
}
