namespace Dispatch.Tests.Conformance.Grains;

/// <summary>A grain that refuses to come to life the first time.</summary>
[Alias("test.moody")]
public interface IMoodyGrain : IGrainWithStringKey
{
    [Alias("hello")]
    Task<string> Hello();
}
