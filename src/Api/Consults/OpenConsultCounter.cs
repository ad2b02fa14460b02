using Dispatch.Domain.Ids;

namespace Dispatch.Api.Consults;

/// <summary>
/// How many consults each clinic has open, as far as this process knows: counted as they begin and end here, and put
/// right from the store at intervals. Thread-safe.
/// </summary>
/// <remarks>
/// What the store is asked while a request is on its way may count it or not. A clinic with such requests keeps the count
/// of here, so that its limit holds; where it always has some, it gets the store's, with all that is on its way on top.
/// </remarks>
public sealed class OpenConsultCounter
{
    private const int ReadingsSkipped = 3;

    private readonly Lock _lock = new();
    private readonly Dictionary<ClinicId, Count> _counts = [];
    private long _reading;

    /// <summary>Counts one more, which is on its way until it is <see cref="Settled"/>. False when the clinic has as many as it
    /// may have.</summary>
    public bool TryAdd(ClinicId clinic, int limit)
    {
        lock (_lock)
        {
            if (!_counts.TryGetValue(clinic, out var count))
            {
                _counts.Add(clinic, count = new Count());
            }

            if (count.Open >= limit)
            {
                return false;
            }

            count.Open++;
            count.OnTheirWay++;
            return true;
        }
    }

    /// <summary>One that was added is durable, or did not begin.</summary>
    public void Settled(ClinicId clinic, bool began)
    {
        lock (_lock)
        {
            var count = _counts[clinic];
            count.OnTheirWay--;
            count.ChangedIn = _reading;
            count.Open = Math.Max(0, began ? count.Open : count.Open - 1);
        }
    }

    /// <summary>One ended.</summary>
    public void Remove(ClinicId clinic)
    {
        lock (_lock)
        {
            if (_counts.TryGetValue(clinic, out var count) && count.Open > 0)
            {
                count.Open--;
                count.ChangedIn = _reading;
            }
        }
    }

    /// <summary>The store is asked now; <see cref="EndReading"/> says what it answered.</summary>
    public void BeginReading()
    {
        lock (_lock)
        {
            _reading++;
        }
    }

    /// <param name="stored">Of every clinic that has any.</param>
    public void EndReading(IReadOnlyDictionary<ClinicId, int> stored)
    {
        lock (_lock)
        {
            foreach (var clinic in stored.Keys)
            {
                _counts.TryAdd(clinic, new Count());
            }

            foreach (var (clinic, count) in _counts)
            {
                var isKnown = count.OnTheirWay == 0 && count.ChangedIn < _reading;
                if (!isKnown && ++count.Skipped < ReadingsSkipped)
                {
                    continue;
                }

                count.Skipped = 0;
                count.Open = stored.GetValueOrDefault(clinic) + count.OnTheirWay;
                if (count.Open == 0)
                {
                    _counts.Remove(clinic);
                }
            }
        }
    }

    private sealed class Count
    {
        public int Open { get; set; }

        public int OnTheirWay { get; set; }

        /// <summary>The reading during or after which it changed last.</summary>
        public long ChangedIn { get; set; }

        /// <summary>Readings since the last that counted.</summary>
        public int Skipped { get; set; }
    }
}
