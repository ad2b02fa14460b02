using Dispatch.Domain.Ids;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal.Queries;

/// <summary>Many consults of one clinic at once.</summary>
public interface IConsultTable
{
    /// <summary>The clinic's newest consults, newest first. O(limit).</summary>
    Task<IReadOnlyList<TableRow>> Newest(ClinicId clinic, int limit, CancellationToken cancellationToken = default);

    /// <summary>These, as far as the clinic has them, in no order. At most <see cref="ConsultFilter.LimitMaximum"/>.</summary>
    Task<IReadOnlyList<ConsultRow>> Find(
        ClinicId clinic, IReadOnlyList<ConsultId> consults, CancellationToken cancellationToken = default);
}
