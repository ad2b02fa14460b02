using Dispatch.Journal.Queries;
using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Sqlite;

internal sealed class SqliteClaimQueries(SqliteReadPool reads) : IClaimQueries
{
    public async Task<string?> Holder(string scope, string key, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        var claim = await reads.Read(
            connection => connection
                .Prepare("SELECT holder, expires_at FROM claims WHERE scope = ?1 AND key = ?2")
                .Bind(1, scope)
                .Bind(2, key)
                .ReadFirst(static row => new ClaimHolder(row.Text(0), row.IsNull(1) ? null : Microseconds.ToInstant(row.Int64(1)))),
            cancellationToken).ConfigureAwait(false);
        return claim is not null && claim.HoldsAt(at) ? claim.Holder : null;
    }
}
