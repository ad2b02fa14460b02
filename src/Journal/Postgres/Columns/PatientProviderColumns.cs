using Dispatch.Journal.Rows;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres.Columns;

internal sealed class PatientProviderColumns
{
    private readonly TextColumn _clinic = new();
    private readonly TextColumn _patientKey = new();
    private readonly TextColumn _provider = new();
    private readonly ArrayColumn<long> _completedAt = new(NpgsqlDbType.Bigint);

    public ArrayStatement Statement() => new(
        """
        INSERT INTO patient_providers (clinic, patient_key, provider, completed_at) SELECT * FROM unnest($1, $2, $3, $4)
        ON CONFLICT (clinic, patient_key) DO UPDATE SET provider = excluded.provider, completed_at = excluded.completed_at
        """,
        _clinic,
        _patientKey,
        _provider,
        _completedAt);

    public void Add(PatientProviderRow row)
    {
        _clinic.Add(row.Clinic.Value);
        _patientKey.Add(row.PatientKey);
        _provider.Add(row.Provider.Value);
        _completedAt.Add(Microseconds.Of(row.CompletedAt));
    }
}
