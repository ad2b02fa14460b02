using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

/// <summary>Rows of a table that has a key and a body.</summary>
internal sealed class BodyColumns
{
    private readonly TextColumn _key = new();
    private readonly ArrayColumn<byte[]> _body = new(NpgsqlDbType.Bytea);

    public ArrayStatement Statement(string sql) => new(sql, _key, _body);

    public void Add(string key, byte[] body)
    {
        _key.Add(key);
        _body.Add(body);
    }
}
