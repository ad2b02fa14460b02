using Dispatch.Domain.Settings;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class SettingColumns
{
    private readonly TextColumn _kind = new();
    private readonly TextColumn _scope = new();
    private readonly ArrayColumn<long> _version = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<long> _changedAt = new(NpgsqlDbType.Bigint);
    private readonly TextColumn _changedBy = new();
    private readonly ArrayColumn<byte[]> _body = new(NpgsqlDbType.Bytea);

    public ArrayStatement Statement() => new(
        """
        INSERT INTO settings (kind, scope, version, changed_at, changed_by, body)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
        ON CONFLICT (kind, scope) DO UPDATE SET version = excluded.version, changed_at = excluded.changed_at,
            changed_by = excluded.changed_by, body = excluded.body
        """,
        _kind,
        _scope,
        _version,
        _changedAt,
        _changedBy,
        _body);

    public void Add(Setting setting, byte[] body)
    {
        _kind.Add(setting.Kind);
        _scope.Add(setting.Scope);
        _version.Add(setting.Version);
        _changedAt.Add(Microseconds.Of(setting.ChangedAt));
        _changedBy.Add(setting.ChangedBy);
        _body.Add(body);
    }
}
