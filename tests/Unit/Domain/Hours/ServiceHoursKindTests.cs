using System.Text.Json;
using Dispatch.Domain.Hours;

namespace Dispatch.Tests.Unit.Domain.Hours;

public class ServiceHoursKindTests
{
    [Fact]
    public void Parse_AFullDocument_IsItsHours()
    {
        var (hours, faults) = Parse(
            """
            {"timeZone":"America/New_York",
             "weekly":[{"days":["monday","tuesday"],"from":"08:00","to":"12:30"},{"days":["monday"],"from":"13:00","to":"24:00"}],
             "holidays":[{"date":"2026-01-06"},{"date":"2026-01-12","windows":[{"from":"10:00","to":"11:00"}]}]}
            """);

        Assert.Empty(faults);
        Assert.True(hours!.IsOpen(Instant("2026-01-05T13:00:00Z")));
        Assert.False(hours.IsOpen(Instant("2026-01-05T17:30:00Z")));
        Assert.True(hours.IsOpen(Instant("2026-01-06T04:59:00Z")));
        Assert.False(hours.IsOpen(Instant("2026-01-06T15:00:00Z")));
        Assert.Equal(Instant("2026-01-12T15:00:00Z"), hours.NextOpening(Instant("2026-01-06T15:00:00Z")));
    }

    [Theory]
    [InlineData("7", "")]
    [InlineData("""{"weekly":[]}""", "timeZone")]
    [InlineData("""{"timeZone":"America/Gotham","weekly":[]}""", "timeZone")]
    [InlineData("""{"timeZone":"UTC"}""", "weekly")]
    [InlineData("""{"timeZone":"UTC","weekly":[],"closed":true}""", "closed")]
    [InlineData("""{"timeZone":"UTC","weekly":[{"from":"08:00","to":"09:00"}]}""", "weekly[0].days")]
    [InlineData("""{"timeZone":"UTC","weekly":[{"days":["Monday"],"from":"08:00","to":"09:00"}]}""", "weekly[0].days[0]")]
    [InlineData("""{"timeZone":"UTC","weekly":[{"days":["monday"],"from":"8:00","to":"09:00"}]}""", "weekly[0].from")]
    [InlineData("""{"timeZone":"UTC","weekly":[{"days":["monday"],"from":"22:00","to":"06:00"}]}""", "weekly[0].to")]
    [InlineData("""{"timeZone":"UTC","weekly":[{"days":["monday"],"from":"22:00"}]}""", "weekly[0].to")]
    [InlineData("""{"timeZone":"UTC","weekly":[],"holidays":[{"date":"2026-02-30"}]}""", "holidays[0].date")]
    [InlineData("""{"timeZone":"UTC","weekly":[],"holidays":[{"date":"2026-02-03"},{"date":"2026-02-03"}]}""", "holidays[1].date")]
    public void Parse_WhatIsNotRight_IsNamed(string json, string field)
    {
        var (hours, faults) = Parse(json);

        Assert.Null(hours);
        Assert.Equal(field, faults[0]);
    }

    [Fact]
    public void Parse_TheExampleOfTheDocumentation_IsSixToSevenPacific()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "service-hours.pacific.json")));

        var (hours, faults) = Parse(file.RootElement.GetProperty("value").GetRawText());

        Assert.Empty(faults);
        Assert.Equal(Instant("2026-01-16T14:00:00Z"), hours!.NextOpening(Instant("2026-01-16T03:00:00Z")));
        Assert.True(hours.IsOpen(Instant("2026-01-18T02:59:00Z")));
    }

    private static (ServiceHours? Hours, List<string> Faults) Parse(string json)
    {
        var faults = new List<string>();
        using var document = JsonDocument.Parse(json);
        return ((ServiceHours?)ServiceHoursKind.Instance.Parse(document.RootElement, (field, _) => faults.Add(field)), faults);
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text);
}
