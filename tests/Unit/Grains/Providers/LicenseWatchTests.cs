using System.Collections.Concurrent;
using System.Reflection;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Providers.Events;
using Dispatch.Grains.Providers;
using Dispatch.Journal.Queries;
using Dispatch.Tests.Unit.Client;
using Dispatch.Tests.Unit.Domain.Providers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Unit.Grains.Providers;

public class LicenseWatchTests
{
    private readonly ConcurrentQueue<string> _checked = new();
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Round_WhenOneCallEndsCancelled_ChecksTheOthersAndEnds()
    {
        var watch = Watch(check: provider => provider == "prv_ada"
            ? Task.FromException(new OperationCanceledException("The call expired before it was known where its grain lives."))
            : Task.CompletedTask);

        await watch.Round(TestContext.Current.CancellationToken);

        Assert.Equal(["prv_ada", "prv_ben", "prv_cleo"], _checked.Order(StringComparer.Ordinal));
    }

    /// <summary>Over three providers whose licences have ended.</summary>
    private LicenseWatch Watch(Func<string, Task> check)
    {
        var registry = Scripted.As<IRegistryQueries>((method, _) => method == nameof(IRegistryQueries.Providers)
            ? Task.FromResult<IReadOnlyList<ProviderState>>([Ended("ada"), Ended("ben"), Ended("cleo")])
            : null);
        var grains = Scripted.As<IGrainFactory>((_, key) => Scripted.As<IProviderGrain>((_, _) =>
        {
            _checked.Enqueue((string)key[0]!);
            return check((string)key[0]!);
        }));
        return new LicenseWatch(grains, registry, _time, NullLogger<LicenseWatch>.Instance);
    }

    private ProviderState Ended(string name)
    {
        var now = _time.GetUtcNow();
        var ended = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-2);
        return ProviderState.Apply(null, new ProviderRegistered(ProviderSamples.Profile(name: name, expiresOn: ended)), now);
    }

    /// <summary>Answers each call as a test says.</summary>
    public class Scripted : DispatchProxy
    {
        private Func<string, object?[], object?>? _answer;

        public static T As<T>(Func<string, object?[], object?> answer)
            where T : class
        {
            var proxy = Create<T, Scripted>();
            ((Scripted)(object)proxy)._answer = answer;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer!(targetMethod!.Name, args ?? []);
    }
}
