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

    /// <summary>Fails when one is there already.</summary>
    public ArrayStatement Statement() => Statement("");

    /// <summary>Changes those that are there. Dearer: each row is looked up before, and confirmed after.</summary>
    public ArrayStatement CarefulStatement() => Statement(
        """
         ON CONFLICT (id) DO UPDATE SET consult = excluded.consult, clinic = excluded.clinic,
            provider = excluded.provider, signed_at = excluded.signed_at, content = excluded.content
        """);

    public void Add(OrderRow row)
    {
        _id.Add(row.Id.Value);
        _consult.Add(row.Consult.Value);
        _clinic.Add(row.Clinic.Value);
        _provider.Add(row.Provider.Value);
        _signedAt.Add(Microseconds.Of(row.SignedAt));
        _content.Add(row.Content.Ciphertext.ToArray());
    }

    private ArrayStatement Statement(string conflict) => new(
        """
        INSERT INTO orders (id, consult, clinic, provider, signed_at, content)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
        """ + conflict,
        _id,
        _consult,
        _clinic,
        _provider,
        _signedAt,
        _content);
}
