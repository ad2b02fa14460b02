using Dispatch.Domain.Waits;

namespace Dispatch.Tests.Unit.Domain.Waits;

public class WaitSketchTests
{
    [Theory]
    [InlineData(0.002)]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(73)]
    [InlineData(86_400)]
    public void Quantile_OfOneWait_IsWithinTwoPercentOfIt(double seconds)
    {
        var sketch = new WaitSketch();
        sketch.Add(TimeSpan.FromSeconds(seconds));

        Assert.InRange(sketch.QuantileSeconds(0.5), seconds * 0.98, seconds * 1.02);
    }

    [Fact]
    public void Quantile_OfManyWaits_IsWithinTwoPercentOfTheOneAtThatRank()
    {
        var random = new Random(7);
        double[] waits = [.. Enumerable.Range(0, 5_000).Select(_ => Math.Exp(random.NextDouble() * 9) / 10)];
        var sketch = new WaitSketch();
        foreach (var wait in waits)
        {
            sketch.Add(TimeSpan.FromSeconds(wait));
        }

        Array.Sort(waits);
        foreach (var share in (double[])[0.01, 0.5, 0.8, 0.99, 1])
        {
            var exact = waits[(int)Math.Ceiling(share * waits.Length) - 1];
            Assert.InRange(sketch.QuantileSeconds(share), exact * 0.979, exact * 1.021);
        }
    }

    [Fact]
    public void Add_OfParts_IsTheSketchOfTheWhole()
    {
        var (a, b, whole) = (new WaitSketch(), new WaitSketch(), new WaitSketch());
        for (var i = 1; i <= 100; i++)
        {
            (i % 3 == 0 ? a : b).Add(TimeSpan.FromSeconds(i));
            whole.Add(TimeSpan.FromSeconds(i));
        }

        b.Add(a);

        Assert.Equal(100, b.Count);
        Assert.Equal(whole.ToBytes(), b.ToBytes());
    }

    [Fact]
    public void ToBytes_ReadBack_AreTheSameSketch()
    {
        var sketch = new WaitSketch();
        for (var i = 0; i < 1_000; i++)
        {
            sketch.Add(TimeSpan.FromMilliseconds(i * i));
        }

        Assert.True(WaitSketch.TryRead(sketch.ToBytes(), out var read));
        Assert.Equal(1_000, read.Count);
        Assert.Equal(sketch.QuantileSeconds(0.8), read.QuantileSeconds(0.8));
        Assert.True(WaitSketch.TryRead([], out var empty));
        Assert.Equal(0, empty.Count);
    }

    [Theory]
    [InlineData(new byte[] { 5 })]
    [InlineData(new byte[] { 5, 0 })]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 1 })]
    public void TryRead_OfOtherBytes_IsFalse(byte[] bytes) => Assert.False(WaitSketch.TryRead(bytes, out _));

    [Fact]
    public void Quantile_OfNothing_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new WaitSketch().QuantileSeconds(0.5));

    [Fact]
    public void Add_OfWaitsBeyondAllBounds_CountsThemAtTheBounds()
    {
        var sketch = new WaitSketch();
        sketch.Add(TimeSpan.FromSeconds(-3));
        sketch.Add(TimeSpan.MaxValue);

        Assert.InRange(sketch.QuantileSeconds(0.5), 0.0009, 0.0011);
        Assert.InRange(sketch.QuantileSeconds(1), 360 * 86_400d, 375 * 86_400d);
    }
}
