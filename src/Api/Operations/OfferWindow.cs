namespace Dispatch.Api.Operations;

/// <summary>Offers of the last hour by what became of them, minute by minute. Not thread-safe.</summary>
public sealed class OfferWindow
{
    private const int Minutes = 60;
    private const int Outcomes = (int)OfferOutcomeCounted.Rescinded + 1;

    private readonly long[] _counts = new long[Minutes * Outcomes];
    private long _lastMinute;

    public void Count(OfferOutcomeCounted outcome, DateTimeOffset now)
    {
        MoveTo(now);
        _counts[(_lastMinute % Minutes * Outcomes) + (int)outcome]++;
    }

    public OfferCountsBody Read(DateTimeOffset now)
    {
        MoveTo(now);
        Span<long> sums = stackalloc long[Outcomes];
        for (var i = 0; i < _counts.Length; i++)
        {
            sums[i % Outcomes] += _counts[i];
        }

        return new OfferCountsBody(sums[0], sums[1], sums[2], sums[3], sums[4]);
    }

    private void MoveTo(DateTimeOffset now)
    {
        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        if (minute <= _lastMinute)
        {
            return;
        }

        for (var passed = Math.Max(_lastMinute + 1, minute - Minutes + 1); passed <= minute; passed++)
        {
            _counts.AsSpan((int)(passed % Minutes) * Outcomes, Outcomes).Clear();
        }

        _lastMinute = minute;
    }
}
