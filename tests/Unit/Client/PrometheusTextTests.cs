using Dispatch.Client;

namespace Dispatch.Tests.Unit.Client;

public class PrometheusTextTests
{
    private const string Text =
        """
        # HELP heap_bytes Managed memory.
        # TYPE heap_bytes gauge
        heap_bytes{generation="0",note="a } b"} 1000
        heap_bytes{generation="1"} 2.5e2 1700000000000
        heap_bytes_total 7
        """;

    [Fact]
    public void Sum_AddsAllSeriesOfThatNameOnly() => Assert.Equal(1250, PrometheusText.Sum(Text, "heap_bytes"));

    [Fact]
    public void Sum_OfAnAbsentMetric_IsNull() => Assert.Null(PrometheusText.Sum(Text, "heap"));
}
