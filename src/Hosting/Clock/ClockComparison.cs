namespace Dispatch.Hosting.Clock;

/// <summary>The wall clock against the server's.</summary>
/// <param name="Offset">How far the wall clock is ahead of the server's clock; negative when it is behind.</param>
/// <param name="Jump">How far the wall clock was set since the last comparison; zero when it was not.</param>
public readonly record struct ClockComparison(TimeSpan Offset, TimeSpan Jump);
