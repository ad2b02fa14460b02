using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Api.Providers;

/// <summary>What a provider must be to be created.</summary>
public static class ProviderValidation
{
    private const int NpiLength = 10;
    private const int LicenseNumberLength = 64;
    private const int LanguagesMaximum = 20;

    private static readonly int LicensesMaximum = StateCatalog.All.Length;

    /// <returns>Null when there are errors.</returns>
    public static ProviderProfile? Validate(CreateProviderBody body, ProviderId id, FieldErrors errors)
    {
        TextRules.Require(errors, "name", body.Name, TextRules.NameLength);
        if (body.Email is null || !TextRules.IsEmail(body.Email))
        {
            errors.Add("email", "Expected an e-mail address.");
        }

        if (!TryParseCredential(body.Credential, out var credential))
        {
            errors.Add("credential", "Expected MD, DO, NP or PA.");
        }

        if (body.Npi is not { Length: NpiLength } npi || !npi.All(char.IsAsciiDigit))
        {
            errors.Add("npi", "Expected ten digits.");
        }

        var licenses = Licenses(body.Licenses, errors);
        var modalities = Modalities(body.Modalities, errors);
        var services = Services(body.Services, errors);
        var capacity = CapacityOf(body.Capacity, errors);
        var languages = Languages(body.Languages, errors);
        return errors.Any
            ? null
            : new ProviderProfile(
                id, body.Name!.Trim(), body.Email!, credential, body.Npi!, licenses, modalities, services, capacity, languages);
    }

    /// <summary>In the order of the states' codes.</summary>
    public static ImmutableArray<License> Licenses(IReadOnlyList<LicenseBody?>? bodies, FieldErrors errors)
    {
        if (bodies is null || bodies.Count > LicensesMaximum)
        {
            errors.Add("licenses", $"Expected a list of at most {LicensesMaximum} licences, one per state.");
            return [];
        }

        var licenses = ImmutableArray.CreateBuilder<License>(bodies.Count);
        for (var i = 0; i < bodies.Count; i++)
        {
            var at = $"licenses[{i}]";
            var isState = StateCode.TryParse(bodies[i]?.State, out var state);
            if (!isState)
            {
                errors.Add(at + ".state", "Expected a state's two capital letters.");
            }
            else if (licenses.Any(l => l.State == state))
            {
                errors.Add(at + ".state", "Expected each state once.");
            }

            TextRules.Require(errors, at + ".number", bodies[i]?.Number, LicenseNumberLength);
            if (!DateOnly.TryParseExact(
                bodies[i]?.ExpiresOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var expiresOn))
            {
                errors.Add(at + ".expiresOn", "Expected a date as yyyy-MM-dd.");
            }

            licenses.Add(new License(state, bodies[i]?.Number ?? "", expiresOn));
        }

        return errors.Any ? [] : [.. licenses.OrderBy(l => l.State)];
    }

    public static bool TryParseModality(string? text, out Modality modality)
    {
        modality = text switch
        {
            "live" => Modality.Live,
            "async" => Modality.Async,
            _ => default,
        };
        return modality != default;
    }

    private static ImmutableArray<Modality> Modalities(IReadOnlyList<string?>? texts, FieldErrors errors)
    {
        var modalities = new SortedSet<Modality>();
        foreach (var text in texts ?? [])
        {
            if (!TryParseModality(text, out var modality))
            {
                errors.Add("modalities", "Expected live, async or both.");
                return [];
            }

            modalities.Add(modality);
        }

        if (modalities.Count == 0)
        {
            errors.Add("modalities", "Expected live, async or both.");
        }

        return [.. modalities];
    }

    private static ImmutableArray<ServiceId> Services(IReadOnlyList<string?>? texts, FieldErrors errors)
    {
        if (texts is ["*"])
        {
            return [ProviderProfile.AllServices];
        }

        if (texts is not { Count: > 0 } || texts.Count > ServiceCatalog.All.Length
            || !texts.All(t => t is not null && ServiceCatalog.TryGet(new ServiceId(t), out _)))
        {
            errors.Add("services", $"Expected [\"*\"] or some of: {string.Join(", ", ServiceCatalog.All.Select(s => s.Id))}.");
            return [];
        }

        return [.. texts.Select(t => new ServiceId(t!)).Distinct().Order()];
    }

    private static Capacity CapacityOf(CapacityBody? body, FieldErrors errors)
    {
        var capacity = new Capacity(
            body?.Live ?? Capacity.Default.Live, body?.Async ?? Capacity.Default.Async);
        if (capacity.Live is < 0 or > Capacity.LiveLimit)
        {
            errors.Add("capacity.live", $"Expected 0 to {Capacity.LiveLimit}.");
        }

        if (capacity.Async is < 0 or > Capacity.AsyncLimit)
        {
            errors.Add("capacity.async", $"Expected 0 to {Capacity.AsyncLimit}.");
        }

        return body?.Attention is { } attention ? capacity with { Attention = AttentionOf(attention, errors) } : capacity;
    }

    private static AttentionBudget AttentionOf(AttentionBody body, FieldErrors errors)
    {
        var total = InRange("total", body.Total, 1, AttentionBudget.TotalLimit);
        return new AttentionBudget(
            total,
            InRange("liveCost", body.LiveCost, 1, total),
            InRange("asyncCost", body.AsyncCost, 1, total),
            InRange("reservedForLive", body.ReservedForLive ?? 0, 0, total));

        int InRange(string field, int? value, int from, int to)
        {
            if (value is not { } number || number < from || number > to)
            {
                errors.Add("capacity.attention." + field, $"Expected {from} to {to}.");
                return from;
            }

            return number;
        }
    }

    /// <summary>In ordinal order, each once.</summary>
    private static ImmutableArray<string> Languages(IReadOnlyList<string?>? tags, FieldErrors errors)
    {
        if (tags is { Count: > LanguagesMaximum })
        {
            errors.Add("languages", $"Expected at most {LanguagesMaximum}.");
            return [];
        }

        var languages = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tags?.Count; i++)
        {
            if (Language.TryParse(tags[i], out var language))
            {
                languages.Add(language);
            }
            else
            {
                errors.Add($"languages[{i}]", "Expected a language tag, for instance es or es-MX.");
            }
        }

        return [.. languages];
    }

    private static bool TryParseCredential(string? text, out Credential credential)
    {
        credential = text switch
        {
            "MD" => Credential.MD,
            "DO" => Credential.DO,
            "NP" => Credential.NP,
            "PA" => Credential.PA,
            _ => default,
        };
        return credential != default;
    }
}
