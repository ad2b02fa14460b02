using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Providers;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Api.Consults;

/// <summary>What a request for a consult must be. First its form, then the identity, then the rules.</summary>
public static class ConsultValidation
{
    private const int ServicesMaximum = 10;
    private const int ExternalIdLength = 200;

    // No state is east of UTC, but a clock may be a little fast.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(1);

    public static (ConsultDraft? Draft, Problem? Problem) Validate(
        RequestConsultBody body, DateTimeOffset now, ApiLimits limits)
    {
        var errors = new FieldErrors();
        var birthDate = CheckPatient(body.Patient, errors);
        if (!StateCode.TryParse(body.State, out var state))
        {
            errors.Add("state", "Expected a state's two capital letters.");
        }

        if (!ProviderValidation.TryParseModality(body.Modality, out var modality))
        {
            errors.Add("modality", "Expected live or async.");
        }

        var services = Services(body.Services, errors);
        var priority = PriorityOf(body.Priority, errors);
        var preferred = IdOf<ProviderId>("preferredProviderId", body.PreferredProviderId, errors);
        string? language = null;
        if (body.PreferredLanguage is { } tag && !Language.TryParse(tag, out language))
        {
            errors.Add("preferredLanguage", "Expected a language tag, for instance es or es-MX.");
        }

        var location = IdOf<LocationId>("locationId", body.LocationId, errors);
        TextRules.Check(errors, "externalId", body.ExternalId, ExternalIdLength);
        CheckIntake(body.Intake, limits, errors);
        if (errors.Any)
        {
            return (null, errors.ToProblem());
        }

        PlaceholderIdentity.Check(
            body.Patient!, birthDate, DateOnly.FromDateTime((now + ClockTolerance).UtcDateTime), errors);
        if (errors.Any)
        {
            return (null, errors.ToProblem(ProblemTypes.PlaceholderIdentity));
        }

        if (ForbiddenBy(services, modality) is { } rule)
        {
            return (null, new Problem(ProblemTypes.RuleForbids, rule));
        }

        var requirements = HardRequirements.For(state, modality, services);
        return requirements.Credentials.IsEmpty
            ? (null, new Problem(ProblemTypes.RuleForbids, "No credential may perform all of these services together."))
            : (new ConsultDraft(
                requirements,
                priority,
                preferred,
                language,
                body.PreferSameProvider ?? false,
                location,
                body.QueueUntilOpen ?? false,
                new PatientRecord(body.Patient!, body.Intake, body.ExternalId)), null);
    }

    private static DateOnly CheckPatient(PatientBody? patient, FieldErrors errors)
    {
        if (patient is null)
        {
            errors.Add("patient", "Required.");
            return default;
        }

        TextRules.Require(errors, "patient.givenName", patient.GivenName, TextRules.NameLength);
        TextRules.Require(errors, "patient.familyName", patient.FamilyName, TextRules.NameLength);
        if (patient.Email is not null && !TextRules.IsEmail(patient.Email))
        {
            errors.Add("patient.email", "Expected an e-mail address, or none.");
        }

        TextRules.Check(errors, "patient.phone", patient.Phone, TextRules.PhoneLength);
        TextRules.Check(errors, "patient.sex", patient.Sex, TextRules.PhoneLength);
        if (!DateOnly.TryParseExact(
            patient.BirthDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birthDate))
        {
            errors.Add("patient.birthDate", "Expected a date as yyyy-MM-dd.");
        }

        return birthDate;
    }

    private static List<ServiceId> Services(IReadOnlyList<string?>? texts, FieldErrors errors)
    {
        if (texts is not { Count: > 0 and <= ServicesMaximum })
        {
            errors.Add("services", $"Expected 1 to {ServicesMaximum} services.");
            return [];
        }

        var services = new List<ServiceId>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i] is { } text && ServiceCatalog.TryGet(new ServiceId(text), out var service))
            {
                services.Add(service.Id);
            }
            else
            {
                errors.Add($"services[{i}]", $"Expected one of: {string.Join(", ", ServiceCatalog.All.Select(s => s.Id))}.");
            }
        }

        return services;
    }

    private static Priority PriorityOf(string? text, FieldErrors errors)
    {
        switch (text)
        {
            case null or "routine":
                return Priority.Routine;
            case "urgent":
                return Priority.Urgent;
            default:
                errors.Add("priority", "Expected routine or urgent.");
                return Priority.Routine;
        }
    }

    private static TId? IdOf<TId>(string field, string? text, FieldErrors errors)
        where TId : struct, IEntityId<TId>
    {
        if (text is null)
        {
            return null;
        }

        if (TId.TryParse(text, out var id))
        {
            return id;
        }

        errors.Add(field, $"Expected an id that starts with {TId.Prefix}_.");
        return null;
    }

    private static void CheckIntake(JsonElement? intake, ApiLimits limits, FieldErrors errors)
    {
        if (intake is not { ValueKind: not JsonValueKind.Null } json)
        {
            return;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add("intake", "Expected an object.");
        }
        else if (JsonMarshal.GetRawUtf8Value(json).Length > limits.IntakeBytes)
        {
            errors.Add("intake", $"Expected at most {limits.IntakeBytes} bytes of JSON.");
        }
        else
        {
            JsonText.Check(errors, "intake", json);
        }
    }

    private static string? ForbiddenBy(List<ServiceId> services, Modality modality)
    {
        foreach (var id in services)
        {
            if (!ServiceCatalog.Get(id).Modalities.Contains(modality))
            {
                return modality == Modality.Async
                    ? $"The service {id} needs a live consult: a form is not enough."
                    : $"The service {id} is not offered live.";
            }
        }

        return null;
    }
}
