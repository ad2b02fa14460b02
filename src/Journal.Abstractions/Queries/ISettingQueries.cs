using Dispatch.Domain.Settings;

namespace Dispatch.Journal.Queries;

/// <summary>The settings as the store has them. Callers cache.</summary>
public interface ISettingQueries
{
    /// <summary>In the order of kind and scope.</summary>
    Task<IReadOnlyList<Setting>> All(int limit, CancellationToken cancellationToken = default);

    /// <summary>Those whose current version was made at or after the instant, oldest first.</summary>
    Task<IReadOnlyList<Setting>> ChangedSince(
        DateTimeOffset since, int limit, CancellationToken cancellationToken = default);
}
