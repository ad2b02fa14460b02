using Dispatch.Journal.Rows;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class ProviderNpiColumns
{
    private readonly TextColumn _npi = new();
    private readonly TextColumn _provider = new();

    public ArrayStatement Statement() => new(
        """
        INSERT INTO provider_npis (npi, provider) SELECT * FROM unnest($1, $2) ON CONFLICT (npi, provider) DO NOTHING
        """,
        _npi,
        _provider);

    public void Add(ProviderNpiRow row)
    {
        _npi.Add(row.Npi);
        _provider.Add(row.Provider.Value);
    }
}
