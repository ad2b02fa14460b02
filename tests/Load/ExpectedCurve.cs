namespace Dispatch.Tests.Load;

/// <summary>A line that an HTML report has to show.</summary>
/// <param name="Plot">The title of its plot.</param>
/// <param name="Name">As in the legend.</param>
/// <param name="PointsAtLeast">How many points of it a run of a few seconds has: two make a line.</param>
internal sealed record ExpectedCurve(string Plot, string Name, int PointsAtLeast = 2);
