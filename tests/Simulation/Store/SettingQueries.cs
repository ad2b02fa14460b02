using Dispatch.Domain.Settings;
using Dispatch.Journal.Queries;

namespace Dispatch.Tests.Simulation.Store;

internal sealed class SettingQueries(Reads reads) : ISettingQueries
{
    public Task<IReadOnlyList<Setting>> All(int limit, CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<Setting>>(t => [.. t.Settings.Values.Take(limit)]);

    public Task<IReadOnlyList<Setting>> ChangedSince(
        DateTimeOffset since, int limit, CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<Setting>>(
            t => [.. t.Settings.Values.Where(s => s.ChangedAt >= since).OrderBy(s => s.ChangedAt).Take(limit)]);
}
