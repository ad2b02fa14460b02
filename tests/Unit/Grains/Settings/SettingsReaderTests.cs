using Dispatch.Domain;
using Dispatch.Domain.Settings;
using Dispatch.Grains.Settings;
using Dispatch.Journal.Queries;
using Dispatch.Tests.Unit.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Unit.Grains.Settings;

public class SettingsReaderTests
{
    private readonly SettingsCache _cache = new(NullLogger<SettingsCache>.Instance);
    private readonly ManualTime _time = new();
    private readonly StoredSettings _store = new();

    [Fact]
    public async Task ReadChanges_AfterAnEditElsewhere_LearnsItAndReadsOnlyWhatMayHaveChanged()
    {
        _store.Settings.Add(Setting(1));
        var reader = new SettingsReader(_store, _cache, _time, NullLogger<SettingsReader>.Instance);
        await reader.Load(TestContext.Current.CancellationToken);
        Assert.Equal(1, _cache.Find("sla-policy", "default")!.Version);
        var loadedAt = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMinutes(2));
        _store.Settings[0] = Setting(2);

        await reader.ReadChanges(TestContext.Current.CancellationToken);

        Assert.Equal(2, _cache.Find("sla-policy", "default")!.Version);
        Assert.Equal([loadedAt - DispatchLimits.SettingsReadOverlap], _store.AskedSince);
    }

    private Setting Setting(long version) =>
        new("sla-policy", "default", version, """{"rules":[]}""", _time.GetUtcNow(), "operator");

    private sealed class StoredSettings : ISettingQueries
    {
        public List<Setting> Settings { get; } = [];

        public List<DateTimeOffset> AskedSince { get; } = [];

        public Task<IReadOnlyList<Setting>> All(int limit, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<Setting>>([.. Settings]);

        public Task<IReadOnlyList<Setting>> ChangedSince(
            DateTimeOffset since, int limit, CancellationToken cancellationToken = default)
        {
            AskedSince.Add(since);
            return Task.FromResult<IReadOnlyList<Setting>>([.. Settings.Where(s => s.ChangedAt >= since)]);
        }
    }
}
