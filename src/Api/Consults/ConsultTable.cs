using Dispatch.Domain.Ids;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Consults;

/// <summary>Reads a clinic's consults column by column.</summary>
public sealed class ConsultTable(IConsultTable table, ApiLimits limits, TimeProvider time)
{
    public async Task<ConsultTableBody> Read(ClinicId clinic, CancellationToken cancellationToken)
    {
        // The time before the read: a change that is heard of later may be in it already, and none is missed.
        var at = time.GetUtcNow();
        var found = await table.Newest(clinic, limits.TableRows + 1, cancellationToken);
        var rows = found.Count > limits.TableRows ? [.. found.Take(limits.TableRows)] : found;
        return new ConsultTableBody(
            at,
            found.Count > rows.Count,
            [.. rows.Select(r => r.Consult)],
            [.. rows.Select(r => r.Status)],
            [.. rows.Select(r => r.State)],
            [.. rows.Select(r => r.RequestedAt.ToUnixTimeMilliseconds())],
            [.. rows.Select(r => r.AcceptBy.ToUnixTimeMilliseconds())],
            [.. rows.Select(r => r.AcceptedAt?.ToUnixTimeMilliseconds())],
            [.. rows.Select(r => r.UpdatedAt.ToUnixTimeMilliseconds())],
            [.. rows.Select(r => r.Provider)],
            [.. rows.Select(r => r.Version)]);
    }
}
