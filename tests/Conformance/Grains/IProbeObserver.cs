namespace Dispatch.Tests.Conformance.Grains;

[Alias("test.probe-observer")]
public interface IProbeObserver : IGrainObserver
{
    [OneWay]
    [Alias("heard")]
    Task Heard(string word);

    [Alias("echo")]
    Task<string> Echo(string word);
}
