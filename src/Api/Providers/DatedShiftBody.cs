namespace Dispatch.Api.Providers;

/// <param name="From">By the clock of the plan's zone: <c>HH:mm</c>.</param>
/// <param name="To">Exclusive; <c>24:00</c> is the end of the day.</param>
public sealed record DatedShiftBody(DateOnly Date, string From, string To);
