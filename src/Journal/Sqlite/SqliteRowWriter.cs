using Dispatch.Journal.Rows;
using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Sqlite;

/// <summary>
/// Writes rows, one prepared statement per table. Columns that never change for a key are left out of the updates, so
/// that their indexes are not touched.
/// </summary>
internal sealed class SqliteRowWriter(SqliteConnection connection)
{
    private readonly SqliteConsultWriter _consults = new(connection);

    private readonly SqliteStatement _offer = connection.Prepare(
        """
        INSERT INTO offers (consult, offer, offered_at, body) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (consult, offer) DO UPDATE SET offered_at = excluded.offered_at, body = excluded.body
        """);

    private readonly SqliteStatement _order = connection.Prepare(
        """
        INSERT INTO orders (id, consult, clinic, provider, signed_at, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (id) DO UPDATE SET consult = excluded.consult, clinic = excluded.clinic,
            provider = excluded.provider, signed_at = excluded.signed_at, content = excluded.content
        """);

    private readonly SqliteStatement _providerState = connection.Prepare(
        """
        INSERT INTO provider_states (provider, body) VALUES (?1, ?2)
        ON CONFLICT (provider) DO UPDATE SET body = excluded.body
        """);

    private readonly SqliteStatement _licenses = connection.Prepare(
        "SELECT state FROM provider_licenses WHERE provider = ?1 ORDER BY state");

    private readonly SqliteStatement _deleteLicense = connection.Prepare(
        "DELETE FROM provider_licenses WHERE provider = ?1 AND state = ?2");

    private readonly SqliteStatement _insertLicense = connection.Prepare(
        "INSERT INTO provider_licenses (provider, state) VALUES (?1, ?2)");

    private readonly SqliteStatement _clinic = connection.Prepare(
        "INSERT INTO clinics (clinic, body) VALUES (?1, ?2) ON CONFLICT (clinic) DO UPDATE SET body = excluded.body");

    // A key that was erased stays erased, whatever comes later.
    private readonly SqliteStatement _clinicKey = connection.Prepare(
        """
        INSERT INTO clinic_keys (clinic, wrapped_key) VALUES (?1, ?2)
        ON CONFLICT (clinic) DO UPDATE SET wrapped_key = excluded.wrapped_key WHERE wrapped_key IS NOT NULL
        """);

    private readonly SqliteStatement _accessKey = connection.Prepare(
        """
        INSERT INTO access_keys (token_hash, subject, created_at, revoked_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (token_hash) DO UPDATE SET subject = excluded.subject, created_at = excluded.created_at,
            revoked_at = excluded.revoked_at
        """);

    private readonly SqliteStatement _location = connection.Prepare(
        """
        INSERT INTO locations (location, clinic, removed, body) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (location) DO UPDATE SET removed = excluded.removed, body = excluded.body
        """);

    private readonly SqliteStatement _providerNpi = connection.Prepare(
        "INSERT INTO provider_npis (npi, provider) VALUES (?1, ?2) ON CONFLICT (npi, provider) DO NOTHING");

    private readonly SqliteStatement _setting = connection.Prepare(
        """
        INSERT INTO settings (kind, scope, version, changed_at, changed_by, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (kind, scope) DO UPDATE SET version = excluded.version, changed_at = excluded.changed_at,
            changed_by = excluded.changed_by, body = excluded.body
        """);

    private readonly SqliteStatement _patientProvider = connection.Prepare(
        """
        INSERT INTO patient_providers (clinic, patient_key, provider, completed_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (clinic, patient_key) DO UPDATE SET provider = excluded.provider, completed_at = excluded.completed_at
        """);

    public void Write(PreparedRow row)
    {
        switch (row.Change)
        {
            case ConsultRow:
                _consults.Write(row);
                break;
            case OfferRow change:
                _offer.Bind(1, change.Consult.Value).Bind(2, change.Offer.Id.Value)
                    .Bind(3, Microseconds.Of(change.Offer.OfferedAt)).BindText(4, row.Body).Run();
                break;
            case OrderRow change:
                _order.Bind(1, change.Id.Value).Bind(2, change.Consult.Value).Bind(3, change.Clinic.Value)
                    .Bind(4, change.Provider.Value).Bind(5, Microseconds.Of(change.SignedAt))
                    .BindBlob(6, change.Content.Ciphertext.Span).Run();
                break;
            case ProviderStateRow change:
                Write(change, row.Body);
                break;
            case ClinicRow change:
                _clinic.Bind(1, change.Clinic.Id.Value).BindText(2, row.Body).Run();
                break;
            case LocationRow { Location: var location }:
                _location.Bind(1, location.Id.Value).Bind(2, location.Clinic.Value).Bind(3, location.Removed ? 1 : 0)
                    .BindText(4, row.Body).Run();
                break;
            case ProviderNpiRow change:
                _providerNpi.Bind(1, change.Npi).Bind(2, change.Provider.Value).Run();
                break;
            case ClinicKeyRow change:
                _clinicKey.Bind(1, change.Clinic.Value);
                BindBlobOrNull(_clinicKey, 2, change.WrappedKey).Run();
                break;
            case AccessKeyRow change:
                _accessKey.BindBlob(1, change.TokenHash.Span).Bind(2, change.Subject)
                    .Bind(3, Microseconds.Of(change.CreatedAt)).Bind(4, Microseconds.Of(change.RevokedAt)).Run();
                break;
            case PatientProviderRow change:
                _patientProvider.Bind(1, change.Clinic.Value).Bind(2, change.PatientKey).Bind(3, change.Provider.Value)
                    .Bind(4, Microseconds.Of(change.CompletedAt)).Run();
                break;
            case SettingRow { Setting: var setting }:
                _setting.Bind(1, setting.Kind).Bind(2, setting.Scope).Bind(3, setting.Version)
                    .Bind(4, Microseconds.Of(setting.ChangedAt)).Bind(5, setting.ChangedBy).BindText(6, row.Body).Run();
                break;
        }
    }

    // Duty changes often and licences seldom: an index of them is touched only where they differ.
    private void Write(ProviderStateRow change, byte[] body)
    {
        var provider = change.State.Profile.Id.Value;
        _providerState.Bind(1, provider).BindText(2, body).Run();
        var before = _licenses.Bind(1, provider).ReadAll(static row => row.Text(0));
        var after = change.State.Profile.Licenses
            .Select(license => license.State.Value)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var state in before)
        {
            if (!after.Remove(state))
            {
                _deleteLicense.Bind(1, provider).Bind(2, state).Run();
            }
        }

        foreach (var state in after)
        {
            _insertLicense.Bind(1, provider).Bind(2, state).Run();
        }
    }

    private static SqliteStatement BindBlobOrNull(
        SqliteStatement statement, int parameter, ReadOnlyMemory<byte>? value) =>
        value is { } bytes ? statement.BindBlob(parameter, bytes.Span) : statement.BindNull(parameter);
}
