using Dispatch.Api.Operations;
using Dispatch.Api.Problems;
using Dispatch.Domain.Ids;
using Dispatch.Journal.History;

namespace Dispatch.Api.ProviderConsole;

/// <summary>What a provider did since midnight, from the store.</summary>
public sealed class ProviderDay(IProviderFigures figures, FigureKeeper keeper, TimeProvider time)
{
    private const string Utc = "UTC";

    /// <param name="timeZone">As IANA names it; null for UTC.</param>
    public async Task<(ProviderDayBody? Day, Problem? Problem)> Read(
        ProviderId provider, string? timeZone, CancellationToken cancellationToken)
    {
        var name = string.IsNullOrEmpty(timeZone) ? Utc : timeZone;
        if (!TimeZones.TryFind(name, out var zone))
        {
            var errors = new FieldErrors();
            errors.Add("timeZone", TimeZones.Expected);
            return (null, errors.ToProblem());
        }

        // What this process has counted and not written yet is a part of the day.
        await keeper.Write();
        var now = time.GetUtcNow();
        var from = MidnightBefore(now, zone);
        var day = await figures.Since(provider, from, cancellationToken);
        return (new ProviderDayBody(
            from,
            now,
            name,
            (long)day.OnDuty.TotalSeconds,
            (long)day.Serving.TotalSeconds,
            day.Offered,
            day.Accepted,
            day.Declined,
            day.Expired,
            day.Rescinded,
            day.Released,
            day.Served), null);
    }

    /// <summary>
    /// Where a zone's day began: at its first moment where that midnight was left out, at the earlier one where it came twice.
    /// </summary>
    public static DateTimeOffset MidnightBefore(DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var midnight = TimeZoneInfo.ConvertTime(now, zone).Date;
        while (zone.IsInvalidTime(midnight))
        {
            midnight += ProviderFigures.Quarter;
        }

        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
