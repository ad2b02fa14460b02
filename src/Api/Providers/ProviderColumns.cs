using System.Globalization;
using Dispatch.Api.Csv;
using Dispatch.Api.Problems;
using Dispatch.Domain.Providers;

namespace Dispatch.Api.Providers;

/// <summary>
/// How a provider is written in one row of CSV. Lists in a cell are separated by semicolons; a licence is
/// <c>state:number:yyyy-MM-dd</c>.
/// </summary>
public static class ProviderColumns
{
    public const string Npi = "npi";
    public const string Row = "row";

    private const char Separator = ';';
    private const char Colon = ':';
    private const string Licenses = "licenses";
    private const string LiveCapacity = "liveCapacity";
    private const string AsyncCapacity = "asyncCapacity";

    public static IReadOnlyList<string> Required { get; } =
        ["name", "email", "credential", Npi, Licenses, "modalities", "services"];

    public static IReadOnlyList<string> Optional { get; } = [LiveCapacity, AsyncCapacity];

    /// <summary>As the API takes it. What is wrong with the row's form is added to the errors, by column.</summary>
    public static CreateProviderBody BodyOf(CsvRow row, FieldErrors errors)
    {
        if (!Domain.Providers.Npi.IsValid(row[Npi]))
        {
            errors.Add(Npi, "Expected ten digits of which the last one is the NPI's check digit.");
        }

        return new CreateProviderBody(
            row["name"],
            row["email"],
            row["credential"],
            row[Npi],
            LicensesOf(row[Licenses], errors),
            ListOf(row["modalities"]),
            ListOf(row["services"]),
            new CapacityBody(Number(row, LiveCapacity, errors), Number(row, AsyncCapacity, errors)));
    }

    /// <summary>The column that a field of <see cref="CreateProviderBody"/> comes from.</summary>
    public static string ColumnOf(string field) => field switch
    {
        "capacity.live" => LiveCapacity,
        "capacity.async" => AsyncCapacity,
        _ when field.StartsWith(Licenses, StringComparison.Ordinal) => Licenses,
        _ => field,
    };

    private static List<LicenseBody>? LicensesOf(string? cell, FieldErrors errors)
    {
        var licenses = new List<LicenseBody>();
        foreach (var text in ListOf(cell) ?? [])
        {
            var first = text.IndexOf(Colon, StringComparison.Ordinal);
            var last = text.LastIndexOf(Colon);
            if (first == last)
            {
                errors.Add(Licenses, "Expected state:number:yyyy-MM-dd, several separated by semicolons.");
                return null;
            }

            licenses.Add(new LicenseBody(text[..first].Trim(), text[(first + 1)..last].Trim(), text[(last + 1)..].Trim()));
        }

        return licenses;
    }

    private static string[]? ListOf(string? cell) =>
        cell?.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int? Number(CsvRow row, string column, FieldErrors errors)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        errors.Add(column, $"Expected a number from 0 to {Capacity.AsyncLimit}.");
        return null;
    }
}
