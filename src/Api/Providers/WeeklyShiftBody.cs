namespace Dispatch.Api.Providers;

/// <param name="Days">In English, in lower case.</param>
/// <param name="From">By the clock of the plan's zone: <c>HH:mm</c>.</param>
/// <param name="To">Exclusive; <c>24:00</c> is the end of the day.</param>
public sealed record WeeklyShiftBody(IReadOnlyList<string> Days, string From, string To);
