namespace Dispatch.LoadTests.Reports.Plots;

/// <summary>Where values of one direction lie on a plot, and where its marks stand. Pure.</summary>
public sealed class Axis
{
    private const int WantedTicks = 5;

    private Axis(double from, double to, double start, double end, bool isLogarithmic, IReadOnlyList<double> ticks)
    {
        From = from;
        To = to;
        Start = start;
        End = end;
        IsLogarithmic = isLogarithmic;
        Ticks = ticks;
    }

    /// <summary>The value at <see cref="Start"/>.</summary>
    public double From { get; }

    /// <summary>The value at <see cref="End"/>.</summary>
    public double To { get; }

    /// <summary>In user units of the plot.</summary>
    public double Start { get; }

    public double End { get; }

    public bool IsLogarithmic { get; }

    /// <summary>Round values within the axis, ascending.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>From zero to a round value that is at least <paramref name="most"/>.</summary>
    public static Axis Linear(double most, double start, double end)
    {
        var top = double.IsFinite(most) && most > 0 ? most : 1;
        var step = RoundStep(top / WantedTicks);
        var count = (int)Math.Ceiling((top / step) - 1e-9);
        return new Axis(0, count * step, start, end, false, [.. Enumerable.Range(0, count + 1).Select(i => i * step)]);
    }

    /// <summary>Powers of ten around the values; what is not positive lies at the start.</summary>
    public static Axis Logarithmic(double least, double most, double start, double end)
    {
        var low = double.IsFinite(least) && least > 0 ? Math.Floor(Math.Log10(least)) : 0;
        var high = double.IsFinite(most) && most > 0 ? Math.Max(Math.Ceiling(Math.Log10(most)), low + 1) : low + 1;
        return new Axis(
            Math.Pow(10, low), Math.Pow(10, high), start, end, true, [.. Enumerable.Range((int)low, (int)(high - low) + 1).Select(i => Math.Pow(10, i))]);
    }

    /// <summary>Where a value lies; values beyond the ends lie at them.</summary>
    public double At(double value)
    {
        var share = IsLogarithmic
            ? value <= From ? 0 : Math.Log10(value / From) / Math.Log10(To / From)
            : (value - From) / (To - From);
        return Start + (Math.Clamp(double.IsFinite(share) ? share : 0, 0, 1) * (End - Start));
    }

    /// <summary>1, 2 or 5 times a power of ten, at least the given one.</summary>
    private static double RoundStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 5, 10])
        {
            if (factor * power >= least * (1 - 1e-9))
                return factor * power;
        }

        return 10 * power;
    }
}
