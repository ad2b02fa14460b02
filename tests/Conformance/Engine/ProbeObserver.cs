using Dispatch.Tests.Conformance.Grains;

namespace Dispatch.Tests.Conformance.Engine;

internal sealed class ProbeObserver : IProbeObserver
{
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> FirstWord => _first.Task;

    public Task Heard(string word)
    {
        _first.TrySetResult(word);
        return Task.CompletedTask;
    }

    public Task<string> Echo(string word) => Task.FromResult($"echo of {word}");
}
