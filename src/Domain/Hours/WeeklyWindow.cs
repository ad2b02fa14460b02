using System.Text.Json.Serialization;

namespace Dispatch.Domain.Hours;

/// <summary>A window that comes every week.</summary>
[GenerateSerializer, Immutable, Alias("weekly-window")]
public readonly record struct WeeklyWindow(
    [property: Id(0), JsonConverter(typeof(CamelCaseEnumConverter<DayOfWeek>))] DayOfWeek Day,
    [property: Id(1)] TimeWindow Window);
