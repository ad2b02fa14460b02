using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Rows;

/// <summary>Table <c>patient_providers</c>, key clinic and patient: who last completed a consult for this patient there.</summary>
/// <param name="PatientKey">A keyed hash; see <see cref="Vault.IPatientVault.PatientKey"/>.</param>
public sealed record PatientProviderRow(
    ClinicId Clinic,
    string PatientKey,
    ProviderId Provider,
    DateTimeOffset CompletedAt) : RowChange;
