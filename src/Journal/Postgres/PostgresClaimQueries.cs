using Dispatch.Journal.Queries;
using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Postgres;

internal sealed class PostgresClaimQueries(PostgresReadPool reads) : IClaimQueries
{
    public async Task<string?> Holder(string scope, string key, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        var claim = await reads.ReadFirst(
            "SELECT holder, expires_at FROM claims WHERE scope = $1 AND key = $2",
            [scope, key],
            static row => new ClaimHolder(row.GetString(0), row.IsDBNull(1) ? null : Microseconds.ToInstant(row.GetInt64(1))),
            cancellationToken).ConfigureAwait(false);
        return claim is not null && claim.HoldsAt(at) ? claim.Holder : null;
    }
}
