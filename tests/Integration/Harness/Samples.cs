using System.Globalization;
using System.Text.Json;
using Dispatch.Client.Contract;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>Well-formed requests.</summary>
public static class Samples
{
    /// <summary>When simulated clocks start: noon, so that no date changes by accident.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly LicenseEnd = new(2040, 12, 31);

    private static readonly JsonElement Intake = JsonDocument.Parse(
        """{"allergies":"none known","medications":"none","history":"no cardiac disease"}""").RootElement;

    private static int _people;

    /// <summary>Limits so high that a clock that stands still refuses nobody.</summary>
    public static CreateClinic Clinic(string name = "Marina Aesthetics") =>
        new(name, Limits: new ClinicLimits(10_000, 100_000));

    public static RequestConsult Consult(
        string state = "CA",
        string modality = Modality.Live,
        string priority = Priority.Routine,
        string[]? services = null) =>
        new(
            new PatientIdentity("Amelia", "Okafor", new DateOnly(1988, 3, 14)),
            state,
            services ?? ["skin"],
            modality,
            Intake,
            priority);

    public static CreateProvider Provider(params string[] states) =>
        Provider([.. states.Select(s => License(s, LicenseEnd))]);

    public static CreateProvider Provider(IReadOnlyList<License> licenses, Capacity? capacity = null)
    {
        var number = Interlocked.Increment(ref _people);
        return new CreateProvider(
            $"Ines Sorensen {number}",
            $"ines.sorensen.{number}@example.org",
            "MD",
            (1_000_000_000L + number).ToString(CultureInfo.InvariantCulture),
            licenses,
            [Modality.Live, Modality.Async],
            ["*"],
            capacity);
    }

    public static License License(string state, DateOnly expiresOn) => new(state, state + "-10452", expiresOn);
}
