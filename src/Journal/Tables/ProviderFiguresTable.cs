using Dispatch.Domain.Ids;
using Dispatch.Journal.History;

namespace Dispatch.Journal.Tables;

internal sealed class ProviderFiguresTable(ITables tables) : IProviderFigures
{
    private const int Columns = 11;
    private const long RowBytes = 128;

    private static readonly RowsStatement AddRows = new(
        """
        INSERT INTO provider_figures (provider, start, offered, accepted, declined, expired, rescinded, released, served,
            on_duty_seconds, serving_seconds)
        """,
        Columns,
        """
        ON CONFLICT (provider, start) DO UPDATE SET offered = provider_figures.offered + excluded.offered,
            accepted = provider_figures.accepted + excluded.accepted, declined = provider_figures.declined + excluded.declined,
            expired = provider_figures.expired + excluded.expired, rescinded = provider_figures.rescinded + excluded.rescinded,
            released = provider_figures.released + excluded.released, served = provider_figures.served + excluded.served,
            on_duty_seconds = provider_figures.on_duty_seconds + excluded.on_duty_seconds,
            serving_seconds = provider_figures.serving_seconds + excluded.serving_seconds
        """);

    public Task Add(IReadOnlyList<ProviderFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        object[] values =
        [
            .. figures.OrderBy(f => f.Provider).ThenBy(f => f.Start).SelectMany(f => (object[])
            [
                f.Provider.Value,
                Microseconds.Of(f.Start),
                f.Offered,
                f.Accepted,
                f.Declined,
                f.Expired,
                f.Rescinded,
                f.Released,
                f.Served,
                (long)f.OnDuty.TotalSeconds,
                (long)f.Serving.TotalSeconds,
            ]),
        ];
        return figures.Count == 0
            ? Task.CompletedTask
            : tables.Write("provider figures", figures.Count * RowBytes, work =>
            {
                AddRows.Run(work, values);
                return figures.Count;
            });
    }

    public async Task<ProviderFigures> Since(
        ProviderId provider, DateTimeOffset from, CancellationToken cancellationToken = default)
    {
        var quarters = await tables.Read(
            """
            SELECT offered, accepted, declined, expired, rescinded, released, served, on_duty_seconds, serving_seconds
            FROM provider_figures WHERE provider = $1 AND start >= $2
            """,
            [provider.Value, Microseconds.Of(from)],
            row => new ProviderFigures(
                provider,
                from,
                row.Number(0),
                row.Number(1),
                row.Number(2),
                row.Number(3),
                row.Number(4),
                row.Number(5),
                row.Number(6),
                TimeSpan.FromSeconds(row.Number(7)),
                TimeSpan.FromSeconds(row.Number(8))),
            cancellationToken).ConfigureAwait(false);
        return quarters.Aggregate(ProviderFigures.None(provider, from), static (sum, quarter) => sum.Plus(quarter));
    }

    public Task Forget(DateTimeOffset before) => tables.Write("provider figures", 0, work => work.Execute(
        "DELETE FROM provider_figures WHERE start < $1", Microseconds.Of(before)));
}
