using Dispatch.Journal.Rows;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class OrderColumns
{
    private readonly TextColumn _id = new();
    private readonly TextColumn _consult = new();
    private readonly TextColumn _clinic = new();
    private readonly TextColumn _provider = new();
    private readonly ArrayColumn<long> _signedAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<byte[]> _content = new(NpgsqlDbType.Bytea);

    public ArrayStatement Statement() => new(
        """
        INSERT INTO orders (id, consult, clinic, provider, signed_at, content)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
        ON CONFLICT (id) DO UPDATE SET consult = excluded.consult, clinic = excluded.clinic,
            provider = excluded.provider, signed_at = excluded.signed_at, content = excluded.content
        """,
        _id,
        _consult,
        _clinic,
        _provider,
        _signedAt,
        _content);

    public void Add(OrderRow row)
    {
        _id.Add(row.Id.Value);
        _consult.Add(row.Consult.Value);
        _clinic.Add(row.Clinic.Value);
        _provider.Add(row.Provider.Value);
        _signedAt.Add(Microseconds.Of(row.SignedAt));
        _content.Add(row.Content.Ciphertext.ToArray());
    }
}
