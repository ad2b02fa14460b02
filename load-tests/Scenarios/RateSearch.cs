namespace Dispatch.LoadTests.Scenarios;

/// <summary>
/// Finds the highest rate that holds: steps up by a factor until one does not, then halves the gap until it is small
/// enough. Pure: it says which rate to try next, and is told what came of it.
/// </summary>
public sealed class RateSearch
{
    private readonly double _stepFactor;
    private readonly double _precision;
    private readonly double _least;
    private readonly double _most;
    private double _held;
    private double _failed = double.PositiveInfinity;

    /// <param name="first">The first rate to try, per second.</param>
    /// <param name="stepFactor">Above 1: each step up to the first failure.</param>
    /// <param name="precision">From 0 to 1: the gap between what held and what did not, as a share, at which the search ends.</param>
    /// <param name="least">No rate below it is tried.</param>
    /// <param name="most">No rate above it is tried.</param>
    public RateSearch(double first, double stepFactor, double precision, double least, double most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(stepFactor, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(precision);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(least, first);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, first);
        _stepFactor = stepFactor;
        _precision = precision;
        _least = least;
        _most = most;
        Next = first;
    }

    /// <summary>The rate to try; null when the search is over.</summary>
    public double? Next { get; private set; }

    /// <summary>The highest rate that held so far; 0 when none did.</summary>
    public double Held => _held;

    /// <summary>Says what came of <see cref="Next"/>.</summary>
    /// <exception cref="InvalidOperationException">The search is over.</exception>
    public void Tell(bool held)
    {
        var tried = Next ?? throw new InvalidOperationException("The search is over.");
        if (held)
            _held = Math.Max(_held, tried);
        else
            _failed = Math.Min(_failed, tried);

        if (double.IsInfinity(_failed))
            Next = _held >= _most ? null : Math.Min(_held * _stepFactor, _most);
        else if (_failed - _held <= _precision * _failed)
            Next = null;
        else
            Next = (_held + _failed) / 2 is var middle && middle >= _least ? middle : null;
    }
}
