using System.Text.Json;
using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Clinics;

/// <summary>What a clinic must be to be created.</summary>
public static class ClinicValidation
{
    private const string DefaultTimeZone = "America/Los_Angeles";
    private const int FreeFormLength = 16 * 1024;

    /// <returns>Null when there are errors.</returns>
    public static Clinic? Validate(CreateClinicBody body, ClinicId id, DateTimeOffset now, FieldErrors errors)
    {
        TextRules.Require(errors, "name", body.Name, TextRules.NameLength);
        var zone = body.TimeZone ?? DefaultTimeZone;
        if (!TimeZones.TryFind(zone, out _))
        {
            errors.Add("timeZone", TimeZones.Expected);
        }

        var limits = new ClinicLimits(
            body.Limits?.RequestsPerSecond ?? ClinicLimits.Default.RequestsPerSecond,
            body.Limits?.OpenConsults ?? ClinicLimits.Default.OpenConsults);
        CheckRange(errors, "limits.requestsPerSecond", limits.RequestsPerSecond, ClinicLimits.RequestsPerSecondMaximum);
        CheckRange(errors, "limits.openConsults", limits.OpenConsults, ClinicLimits.OpenConsultsMaximum);
        var clinic = new Clinic(
            id,
            body.Name?.Trim() ?? "",
            zone,
            FreeForm(errors, "brand", body.Brand),
            FreeForm(errors, "prices", body.Prices),
            FreeForm(errors, "webhook", body.Webhook),
            limits,
            now);
        return errors.Any ? null : clinic;
    }

    private static void CheckRange(FieldErrors errors, string field, int value, int maximum)
    {
        if (value < 1 || value > maximum)
        {
            errors.Add(field, $"Expected 1 to {maximum}.");
        }
    }

    private static string? FreeForm(FieldErrors errors, string field, JsonElement? value)
    {
        if (value is not { ValueKind: not JsonValueKind.Null } json)
        {
            return null;
        }

        var text = json.GetRawText();
        if (text.Length > FreeFormLength)
        {
            errors.Add(field, $"Expected at most {FreeFormLength} characters of JSON.");
        }
        else
        {
            JsonText.Check(errors, field, json);
        }

        return text;
    }
}
