namespace Dispatch.LoadTests.Reports.Plots;

/// <summary>One line of a plot.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Points">In the order of x; a NaN interrupts the line.</param>
public sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points);
