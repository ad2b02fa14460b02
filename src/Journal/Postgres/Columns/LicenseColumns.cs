using Dispatch.Domain.Providers;

namespace Dispatch.Journal.Postgres.Columns;

/// <summary>
/// The states of providers' licences. Duty changes often and licences seldom: rows and indexes are touched only where
/// they differ. The providers' own rows are written before, so two processes do one provider's licences one after the
/// other.
/// </summary>
internal sealed class LicenseColumns
{
    private readonly TextColumn _provider = new();
    private readonly TextColumn _licensed = new();
    private readonly TextColumn _state = new();

    public IEnumerable<ArrayStatement> Statements() =>
    [
        new(
            """
            DELETE FROM provider_licenses l
            WHERE l.provider = ANY ($1)
                AND NOT EXISTS (SELECT FROM unnest($2, $3) n (provider, state) WHERE n.provider = l.provider AND n.state = l.state)
            """,
            _provider,
            _licensed,
            _state),
        new(
            "INSERT INTO provider_licenses (provider, state) SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING",
            _licensed,
            _state),
    ];

    public void Add(ProviderProfile profile)
    {
        _provider.Add(profile.Id.Value);
        foreach (var state in profile.Licenses.Select(license => license.State.Value).Distinct().Order(StringComparer.Ordinal))
        {
            _licensed.Add(profile.Id.Value);
            _state.Add(state);
        }
    }
}
