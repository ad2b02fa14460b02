using System.Text.Json;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Consults;
using Dispatch.Journal.Vault;

namespace Dispatch.Api.Consults;

/// <summary>Seals and opens what is known of patients, for callers that may see it.</summary>
public sealed class PatientRecords(IPatientVault vault)
{
    public ValueTask<SealedData> Seal(ClinicId clinic, ConsultId consult, PatientRecord record) =>
        vault.Seal(clinic, consult, JsonSerializer.SerializeToUtf8Bytes(record, SealedJson.Default.PatientRecord));

    /// <returns>Null when the clinic's key was erased.</returns>
    public ValueTask<PatientRecord?> Open(ConsultView consult) => Open(consult.Summary, consult.Patient);

    /// <inheritdoc cref="Open(ConsultView)"/>
    public async ValueTask<PatientRecord?> Open(ConsultSummary consult, SealedData patient) =>
        await vault.Open(consult.Clinic, consult.Id, patient) is { } clear
            ? JsonSerializer.Deserialize(clear.Span, SealedJson.Default.PatientRecord)
            : null;
}
