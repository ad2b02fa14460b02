using Dispatch.Journal.Postgres.Columns;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Postgres;

/// <summary>
/// Rows as arrays, one statement per table. Columns that never change for a key are left out of the updates, so that
/// their indexes are not touched. What every consult begins and ends with is inserted as new, with another statement for
/// a batch in which that failed.
/// </summary>
internal sealed class PostgresRowStatements
{
    private readonly AccessKeyColumns _accessKeys = new();
    private readonly BodyColumns _clinics = new();
    private readonly ClinicKeyColumns _clinicKeys = new();
    private readonly TicketColumns _tickets = new();
    private readonly TicketColumns _perhapsTickets = new();
    private readonly NewConsultColumns _newConsults = new();
    private readonly NewConsultColumns _perhapsConsults = new();
    private readonly ChangedConsultColumns _changedConsults = new();
    private readonly LocationColumns _locations = new();
    private readonly OfferColumns _offers = new();
    private readonly OrderColumns _orders = new();
    private readonly OrderColumns _perhapsOrders = new();
    private readonly PatientProviderColumns _patientProviders = new();
    private readonly ProviderNpiColumns _providerNpis = new();
    private readonly BodyColumns _providers = new();
    private readonly LicenseColumns _licenses = new();
    private readonly SettingColumns _settings = new();

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
        _tickets.Statement(),
        _perhapsTickets.CarefulStatement(),
        _newConsults.Statement(),
        _perhapsConsults.CarefulStatement(),
        _changedConsults.Statement(),
        _locations.Statement(),
        _offers.Statement(),
        _orders.Statement(),
        _perhapsOrders.CarefulStatement(),
        _patientProviders.Statement(),
        _providerNpis.Statement(),
        _providers.Statement(
            """
            INSERT INTO provider_states (provider, body) SELECT * FROM unnest($1, $2)
            ON CONFLICT (provider) DO UPDATE SET body = excluded.body
            """),
        .. _licenses.Statements(),
        _settings.Statement(),
    ];

    /// <param name="row">Of any table.</param>
    /// <param name="isCareful">Whether a consult that changes may have no row yet, and what is new may be there.</param>
    public void Add(PreparedRow row, bool isCareful)
    {
        switch (row.Change)
        {
            case ConsultRow change:
                Add(change, row, isCareful);
                break;
            case OfferRow change:
                _offers.Add(change, row.Body);
                break;
            case OrderRow change:
                (isCareful ? _perhapsOrders : _orders).Add(change);
                break;
            case ProviderStateRow change:
                _providers.Add(change.State.Profile.Id.Value, row.Body);
                _licenses.Add(change.State.Profile);
                break;
            case PatientProviderRow change:
                _patientProviders.Add(change);
                break;
            case SettingRow change:
                _settings.Add(change.Setting, row.Body);
                break;
            case ClinicRow change:
                _clinics.Add(change.Clinic.Id.Value, row.Body);
                break;
            case LocationRow { Location: var location }:
                _locations.Add(location, row.Body);
                break;
            case ProviderNpiRow change:
                _providerNpis.Add(change);
                break;
            case ClinicKeyRow change:
                _clinicKeys.Add(change);
                break;
            case AccessKeyRow change:
                _accessKeys.Add(change);
                break;
        }
    }

    private void Add(ConsultRow change, PreparedRow row, bool isCareful)
    {
        if (isCareful)
        {
            _perhapsTickets.Add(change, row.Ticket ?? ConsultRowCodec.Ticket(change));
            _perhapsConsults.Add(change, row.Body);
        }
        else if (row.Ticket is { } ticket)
        {
            _tickets.Add(change, ticket);
            _newConsults.Add(change, row.Body);
        }
        else
        {
            _changedConsults.Add(change, row.Body);
        }
    }
}
