using System.Text;
using Dispatch.Domain.Ids;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Vault;

namespace Dispatch.Api.Consults;

/// <summary>
/// Finds who served a patient last at the same clinic. Only for requests that ask for it: one hash and one read of a row
/// by its key; all others pay nothing.
/// </summary>
public sealed class Continuity(IPatientVault vault, IConsultQueries queries)
{
    public async Task<(string PatientKey, ProviderId? LastProvider)> Of(ClinicId clinic, PatientBody patient)
    {
        // Names as people and their devices spell them twice differently: case, blanks around them, and whether a letter
        // and its accent are one character say nothing.
        var identity = $"{Normal(patient.GivenName)}\n{Normal(patient.FamilyName)}\n{patient.BirthDate}";
        var key = await vault.PatientKey(clinic, Encoding.UTF8.GetBytes(identity));
        return (key, await queries.LastProvider(clinic, key));
    }

    private static string Normal(string? name) =>
        LatinCapitals.Compose((name ?? "").Trim().ToUpperInvariant());
}
