using Dispatch.Domain.Ids;

namespace Dispatch.Api.Admission;

/// <summary>
/// Divides a limited rate among clinics, max-min fair by weight: a clinic that asks for less than its share gets all it
/// asks for, and what it leaves goes to the others in equal parts.
/// </summary>
/// <remarks>The level of a share is found by filling up from the smallest demand, as measured in the last intervals; each
/// clinic has a bucket of tokens that fills at that level. Bounded in clinics. Knows no clock; not thread-safe.</remarks>
internal sealed class FairShares(AdmissionOptions options)
{
    private const double BurstMinimum = 4;
    private const double ForgottenBelow = 0.01;
    private const double FloodTimes = 8;

    private static readonly TimeSpan Smoothing = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<ClinicId, ClinicDemand> _clinics = [];
    private readonly List<ClinicId> _idle = [];
    private readonly List<ClinicDemand> _byDemand = [];
    private readonly ClinicDemand _others = new(1, BurstMinimum, TimeSpan.Zero);

    /// <summary>Requests per second and unit of weight; null while the rate is not limited.</summary>
    public double? Level { get; private set; }

    public int Clinics => _clinics.Count;

    /// <summary>Clinics that have requests under way.</summary>
    public int Active { get; private set; }

    /// <summary>Clinics that got all they asked for in the last interval, while the rate is limited.</summary>
    public int Satisfied { get; private set; }

    /// <summary>Whether one clinic asks for more than all others together, and by its weight for <see cref="FloodTimes"/> times
    /// what they do.</summary>
    public bool IsFlooded { get; private set; }

    /// <summary>The clinic's demand, with one request more.</summary>
    public ClinicDemand Count(ClinicId clinic, TimeSpan now)
    {
        if (!_clinics.TryGetValue(clinic, out var demand))
        {
            if (_clinics.Count < options.ClinicsTracked)
            {
                demand = new ClinicDemand(options.Weights.GetValueOrDefault(clinic.Value, 1), BurstMinimum, now);
                _clinics.Add(clinic, demand);
            }
            else
            {
                demand = _others;
            }
        }

        demand.Arrived++;
        return demand;
    }

    /// <summary>Takes one of the clinic's tokens; true always while the rate is not limited.</summary>
    public bool TryTake(ClinicDemand demand, TimeSpan now)
    {
        if (Level is not { } level)
        {
            return true;
        }

        var perSecond = level * demand.Weight;
        var most = Math.Max(BurstMinimum, perSecond * options.BurstOfShare.TotalSeconds);
        demand.Tokens = Math.Min(most, demand.Tokens + (perSecond * (now - demand.FilledAt).TotalSeconds));
        demand.FilledAt = now;
        if (demand.Tokens < 1)
        {
            return false;
        }

        demand.Tokens--;
        return true;
    }

    /// <summary>Whether the rate is limited and the clinic asks for no more than its share.</summary>
    public bool IsWithin(ClinicDemand demand) => Level is not null && !IsOver(demand);

    /// <summary>Whether the clinic asks for more than its share.</summary>
    public bool IsOver(ClinicDemand demand) => Level is { } level && demand.Rate > level * demand.Weight;

    public void Enter(ClinicDemand demand) => Active += demand.InFlight++ == 0 ? 1 : 0;

    public void Leave(ClinicDemand demand) => Active -= --demand.InFlight == 0 ? 1 : 0;

    /// <summary>Measures the demands of the interval that ends now. O(n) in clinics.</summary>
    public void Measure(TimeSpan elapsed)
    {
        var weight = 1 - Math.Exp(-elapsed / Smoothing);
        _byDemand.Clear();
        foreach (var (clinic, demand) in _clinics)
        {
            Measure(demand, elapsed, weight);
            if (demand.Rate < ForgottenBelow && demand.InFlight == 0)
            {
                _idle.Add(clinic);
            }
            else
            {
                _byDemand.Add(demand);
            }
        }

        Measure(_others, elapsed, weight);
        if (_others.Rate >= ForgottenBelow)
        {
            _byDemand.Add(_others);
        }

        _idle.ForEach(c => _clinics.Remove(c));
        _idle.Clear();
        IsFlooded = FindFlood();
    }

    /// <summary>Divides the limit among the demands as they were measured last. O(n log n) in clinics.</summary>
    /// <param name="limit">Per second; null for none.</param>
    public void Divide(double? limit, TimeSpan now)
    {
        var wasLimited = Level is not null;
        Divide(limit);
        if (!wasLimited && Level is { } level)
        {
            // Whoever asks for more than its share has no burst to spend on top of it.
            foreach (var demand in _byDemand)
            {
                demand.Tokens = IsOver(demand) ? 0 : Math.Max(BurstMinimum, level * demand.Weight * options.BurstOfShare.TotalSeconds);
                demand.FilledAt = now;
            }
        }
    }

    private static void Measure(ClinicDemand demand, TimeSpan elapsed, double weight)
    {
        demand.Rate += weight * ((demand.Arrived / elapsed.TotalSeconds) - demand.Rate);
        demand.Arrived = 0;
    }

    private bool FindFlood()
    {
        ClinicDemand? most = null;
        var (rate, weight) = (0.0, 0.0);
        foreach (var demand in _byDemand)
        {
            rate += demand.Rate;
            weight += demand.Weight;
            most = most is null || demand.Rate > most.Rate ? demand : most;
        }

        // Where nobody else asks for anything, nobody is to be spared.
        return most is not null
            && rate - most.Rate is var others and >= ForgottenBelow
            && most.Rate > others
            && most.Rate / most.Weight > FloodTimes * others / (weight - most.Weight);
    }

    private void Divide(double? limit)
    {
        Satisfied = 0;
        Level = limit;
        if (limit is not { } left || _byDemand.Count == 0)
        {
            return;
        }

        _byDemand.Sort(static (a, b) => (a.Rate / a.Weight).CompareTo(b.Rate / b.Weight));
        var weights = _byDemand.Sum(d => d.Weight);
        foreach (var demand in _byDemand)
        {
            Level = left / weights;
            if (IsOver(demand))
            {
                return;
            }

            // The last one's share is all that is left: spare rate is for whoever comes for it.
            Satisfied++;
            left -= demand.Rate;
            weights -= demand.Weight;
        }
    }
}
