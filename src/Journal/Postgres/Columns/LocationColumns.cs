using Dispatch.Domain.Clinics;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class LocationColumns
{
    private readonly TextColumn _location = new();
    private readonly TextColumn _clinic = new();
    private readonly ArrayColumn<short> _removed = new(NpgsqlDbType.Smallint);
    private readonly ArrayColumn<byte[]> _body = new(NpgsqlDbType.Bytea);

    public ArrayStatement Statement() => new(
        """
        INSERT INTO locations (location, clinic, removed, body) SELECT * FROM unnest($1, $2, $3, $4)
        ON CONFLICT (location) DO UPDATE SET removed = excluded.removed, body = excluded.body
        """,
        _location,
        _clinic,
        _removed,
        _body);

    public void Add(Location location, byte[] body)
    {
        _location.Add(location.Id.Value);
        _clinic.Add(location.Clinic.Value);
        _removed.Add((short)(location.Removed ? 1 : 0));
        _body.Add(body);
    }
}
