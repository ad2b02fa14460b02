using Dispatch.Journal.Rows;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class OfferColumns
{
    private readonly TextColumn _consult = new();
    private readonly TextColumn _offer = new();
    private readonly ArrayColumn<long> _offeredAt = new(NpgsqlDbType.Bigint);
    private readonly ArrayColumn<byte[]> _body = new(NpgsqlDbType.Bytea);

    public ArrayStatement Statement() => new(
        """
        INSERT INTO offers (consult, offer, offered_at, body) SELECT * FROM unnest($1, $2, $3, $4)
        ON CONFLICT (consult, offer) DO UPDATE SET offered_at = excluded.offered_at, body = excluded.body
        """,
        _consult,
        _offer,
        _offeredAt,
        _body);

    public void Add(OfferRow row, byte[] body)
    {
        _consult.Add(row.Consult.Value);
        _offer.Add(row.Offer.Id.Value);
        _offeredAt.Add(Microseconds.Of(row.Offer.OfferedAt));
        _body.Add(body);
    }
}
