using Dispatch.Journal.Postgres.Columns;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Postgres;

/// <summary>
/// Rows as arrays, one statement per table. Columns that never change for a key are left out of the updates, so that
/// their indexes are not touched.
/// </summary>
internal sealed class PostgresRowStatements
{
    private readonly AccessKeyColumns _accessKeys = new();
    private readonly BodyColumns _clinics = new();
    private readonly ClinicKeyColumns _clinicKeys = new();
    private readonly ConsultColumns _consults = new();
    private readonly OfferColumns _offers = new();
    private readonly OpenConsultColumns _openConsults = new();
    private readonly OrderColumns _orders = new();
    private readonly BodyColumns _providers = new();
    private readonly LicenseColumns _licenses = new();

    /// <summary>In the order of <see cref="RowTable"/>.</summary>
    public IReadOnlyList<ArrayStatement> InOrder { get; }

    public PostgresRowStatements() => InOrder =
    [
        _accessKeys.Statement(),
        _clinics.Statement(
            """
            INSERT INTO clinics (clinic, body) SELECT * FROM unnest($1, $2)
            ON CONFLICT (clinic) DO UPDATE SET body = excluded.body
            """),
        _clinicKeys.Statement(),
        _consults.Statement(),
        _offers.Statement(),
        _openConsults.Statement(),
        _orders.Statement(),
        _providers.Statement(
            """
            INSERT INTO provider_states (provider, body) SELECT * FROM unnest($1, $2)
            ON CONFLICT (provider) DO UPDATE SET body = excluded.body
            """),
        .. _licenses.Statements(),
    ];

    public void Add(PreparedRow row)
    {
        switch (row.Change)
        {
            case ConsultRow change:
                _consults.Add(change, row.Body);
                break;
            case OpenConsultRow change:
                _openConsults.Add(change.Consult, row.Body);
                break;
            case OfferRow change:
                _offers.Add(change, row.Body);
                break;
            case OrderRow change:
                _orders.Add(change);
                break;
            case ProviderStateRow change:
                _providers.Add(change.State.Profile.Id.Value, row.Body);
                _licenses.Add(change.State.Profile);
                break;
            case ClinicRow change:
                _clinics.Add(change.Clinic.Id.Value, row.Body);
                break;
            case ClinicKeyRow change:
                _clinicKeys.Add(change);
                break;
            case AccessKeyRow change:
                _accessKeys.Add(change);
                break;
        }
    }
}
