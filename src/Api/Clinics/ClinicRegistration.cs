using System.Text.Json;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Vault;
using EventId = Dispatch.Domain.Ids.EventId;

namespace Dispatch.Api.Clinics;

/// <summary>Creates clinics: its first event, its row, its key and the key of its patients' data in one append.</summary>
public sealed class ClinicRegistration(
    IJournal journal, IPatientVault vault, AccessKeys keys, IIdSource ids, IRandomSource random, TimeProvider time)
{
    private const string ClinicCreated = "clinic.created";

    /// <returns>A <see cref="ClinicBody"/>, durable, or the problem with the body.</returns>
    public async Task<(ClinicBody? Created, Problem? Problem)> Create(CreateClinicBody body)
    {
        var now = time.GetUtcNow();
        var errors = new FieldErrors();
        if (ClinicValidation.Validate(body, ids.New<ClinicId>(), now, errors) is not { } clinic)
        {
            return (null, errors.ToProblem());
        }

        var token = AccessToken.New(AccessToken.ClinicPrefix, random);
        var hash = TokenHash.Of(token);
        var payload = JsonSerializer.SerializeToUtf8Bytes(clinic, ApiJson.Default.Clinic);
        var result = await journal.Append(new AppendRequest(
            clinic.Id.Value,
            ExpectedVersion: 0,
            [new NewEvent(ids.New<EventId>(), ClinicCreated, now, payload)],
            [new ClinicRow(clinic), new AccessKeyRow(hash.ToBytes(), clinic.Id.Value, now, null), vault.CreateKey(clinic.Id)],
            []));
        if (result is not AppendResult.Appended)
        {
            throw new InvalidOperationException($"A new clinic's stream was expected to be free, found {result}.");
        }

        keys.Issued(hash, clinic);
        return (new ClinicBody(clinic.Id, token, clinic.Name, clinic.TimeZone, clinic.Limits, clinic.CreatedAt), null);
    }
}
