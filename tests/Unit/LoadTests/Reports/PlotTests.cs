using System.Xml.Linq;
using Dispatch.LoadTests.Reports.Plots;

namespace Dispatch.Tests.Unit.LoadTests.Reports;

public class PlotTests
{
    [Theory]
    [InlineData(0.037, 0.04)]
    [InlineData(1, 1)]
    [InlineData(997, 1000)]
    [InlineData(4_321, 5_000)]
    public void Linear_EndsAtARoundValueAboveTheMost(double most, double end)
    {
        var axis = Axis.Linear(most, 0, 100);

        Assert.Equal(end, axis.To, tolerance: 1e-9);
        Assert.Equal(0, axis.Ticks[0]);
        Assert.Equal(axis.To, axis.Ticks[^1], tolerance: 1e-9);
        Assert.InRange(axis.Ticks.Count, 3, 7);
        Assert.Equal(100, axis.At(axis.To), tolerance: 1e-9);
        Assert.Equal(50, axis.At(axis.To / 2), tolerance: 1e-9);
    }

    [Fact]
    public void At_CanRunDownwards_AsYDoes()
    {
        var axis = Axis.Linear(10, 200, 20);

        Assert.Equal(200, axis.At(0));
        Assert.Equal(20, axis.At(10));
    }

    [Fact]
    public void Logarithmic_SpacesPowersEvenly()
    {
        var axis = Axis.Logarithmic(0.3, 800, 0, 400);

        Assert.Equal([0.1, 1, 10, 100, 1000], axis.Ticks.Select(tick => Math.Round(tick, 6)));
        Assert.Equal(100, axis.At(1), tolerance: 1e-6);
        Assert.Equal(0, axis.At(0));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-3)]
    public void Axes_OfNothingToShow_AreStillAxes(double most)
    {
        Assert.True(Axis.Linear(most, 0, 1).To > 0);
        Assert.True(Axis.Logarithmic(most, most, 0, 1).To > 0);
        Assert.Equal(0, Axis.Linear(most, 0, 1).At(double.NaN));
    }

    [Fact]
    public void Thin_KeepsPeaks()
    {
        var points = Enumerable.Range(0, 10_000).Select(i => ((double)i, i == 7_777 ? 99.0 : 1.0)).ToList();

        var thinned = LinePlot.Thin(points);

        Assert.True(thinned.Count <= LinePlot.MostPoints);
        Assert.Contains((7_777, 99), thinned);
    }

    [Fact]
    public void ToSvg_IsWellFormed_NamesItself_AndStaysInside()
    {
        var plot = new LinePlot(
            "p99 < 250 & more", "What it shows.", "seconds", "ms",
            [new Curve("a", [(0, 1), (1, double.NaN), (2, 500), (3, 2)]), new Curve("b", [])]);

        var svg = XElement.Parse(plot.ToSvg("one"));

        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Equal("p99 < 250 & more", svg.Element("title")!.Value);
        Assert.Equal("one-title one-desc", svg.Attribute("aria-labelledby")!.Value);
        var path = svg.Elements("path").First().Attribute("d")!.Value;
        Assert.Equal(2, path.Count(c => c == 'M'));
        Assert.DoesNotContain("NaN", path);
    }
}
