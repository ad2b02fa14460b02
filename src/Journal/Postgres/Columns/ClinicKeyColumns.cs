using Dispatch.Journal.Rows;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class ClinicKeyColumns
{
    private readonly TextColumn _clinic = new();
    private readonly ArrayColumn<byte[]?> _wrappedKey = new(NpgsqlDbType.Bytea);

    // A key that was erased stays erased, whatever comes later.
    public ArrayStatement Statement() => new(
        """
        INSERT INTO clinic_keys AS k (clinic, wrapped_key) SELECT * FROM unnest($1, $2)
        ON CONFLICT (clinic) DO UPDATE SET wrapped_key = excluded.wrapped_key WHERE k.wrapped_key IS NOT NULL
        """,
        _clinic,
        _wrappedKey);

    public void Add(ClinicKeyRow row)
    {
        _clinic.Add(row.Clinic.Value);
        _wrappedKey.Add(row.WrappedKey?.ToArray());
    }
}
