using Dispatch.Hosting.Telemetry;

namespace Dispatch.Tests.Unit.Hosting;

public class MetricTextTests
{
    [Fact]
    public void Parse_WhatTheWriterWrites_GivesItBackWithoutBuckets()
    {
        var writer = new PrometheusWriter();
        writer.Gauge("dispatch_depth", "How deep.", 1.5);
        writer.Family("dispatch_seen_total", "counter", "Seen.");
        writer.Sample("dispatch_seen_total", 7, ("route", "/v1/consults/{id}"), ("status", "201"));
        var histogram = new Histogram(1, 2);
        histogram.Observe(1.5);
        writer.Histogram("dispatch_wait_seconds", "Waits.", histogram);

        var samples = MetricText.Parse(writer.ToString());

        Assert.Equal(
            [("dispatch_depth", false, 1.5), ("dispatch_seen_total", true, 7), ("dispatch_wait_seconds_sum", true, 1.5), ("dispatch_wait_seconds_count", true, 1)],
            samples.Select(s => (s.Family, s.IsCounter, s.Value)));
        Assert.Equal(
            [KeyValuePair.Create("route", (object?)"/v1/consults/{id}"), KeyValuePair.Create("status", (object?)"201")],
            samples[1].Labels);
    }
}
