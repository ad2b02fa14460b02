using Dispatch.Journal.Rows;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class OrderColumns
{
    private readonly ArrayColumn<string> _id = new(NpgsqlDbType.Text);
    private readonly ArrayColumn<string> _consult = new(NpgsqlDbType.Text);
    private readonly ArrayColumn<string> _clinic = new(NpgsqlDbType.Text);
    private readonly ArrayColumn<string> _provider = new(NpgsqlDbType.Text);
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
