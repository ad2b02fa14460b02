using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Scenarios;

namespace Dispatch.Tests.Unit.LoadTests;

public class FlatnessTests
{
    [Fact]
    public void GarbageThatComesAndGoes_IsFlat()
    {
        var points = Enumerable.Range(0, 1_200).Select(i => Point(i, 100 + (i % 30)));

        Assert.Equal(0, Flatness.LargestDeviationPercent(points, 300)!.Value, tolerance: 0.01);
    }

    [Fact]
    public void MemoryThatGrows_IsNot()
    {
        var points = Enumerable.Range(0, 1_200).Select(i => Point(i, 100 + (i * 0.05)));

        Assert.True(Flatness.LargestDeviationPercent(points, 300) > 15);
    }

    [Fact]
    public void WhatWasBefore_DoesNotCount()
    {
        var points = Enumerable.Range(0, 1_200).Select(i => Point(i, i < 300 ? 10 : 100));

        Assert.Equal(0, Flatness.LargestDeviationPercent(points, 300)!.Value, tolerance: 0.01);
    }

    [Fact]
    public void TooLittle_IsUnknown() =>
        Assert.Null(Flatness.LargestDeviationPercent([Point(301, 1)], 300));

    [Theory]
    [InlineData(5.0, 5.0, null, true)]
    [InlineData(5.1, 5.0, null, false)]
    [InlineData(0.9, null, 0.9, true)]
    [InlineData(0.8, null, 0.9, false)]
    [InlineData(null, 1.0, null, false)]
    [InlineData(null, null, null, true)]
    public void Figure_HoldsItsLimit(double? value, double? atMost, double? atLeast, bool isMet) =>
        Assert.Equal(isMet, new Figure("x", value, "ms", atMost, atLeast).IsMet);

    private static SeriesPoint Point(double second, double mebibytes) =>
        new(second, 0, 0, 0, 0, null, 0, null, (long)(mebibytes * 1024 * 1024), 0);
}
