using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Hosting;

/// <summary>The time-zone database of the machine.</summary>
public static class TimeZones
{
    public const string Expected = "Expected an IANA time zone, for instance America/New_York.";

    private const string Probe = "America/New_York";

    public static bool TryFind(string id, [NotNullWhen(true)] out TimeZoneInfo? zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone);

    /// <summary>Licences, opening hours and shifts end by local midnights: without the database nothing can start.</summary>
    /// <exception cref="InvalidOperationException">The machine has none.</exception>
    public static void Require()
    {
        if (!TryFind(Probe, out _))
        {
            throw new InvalidOperationException(
                "Dispatch needs the IANA time-zone database, and this machine has none: install the package tzdata.");
        }
    }
}
