namespace Dispatch.Api.WaitTimes;

/// <summary>The consults that were first accepted within one bucket. Waits are from request to acceptance, within 2 %.</summary>
/// <param name="At">Where the bucket begins.</param>
/// <param name="Accepted">How many.</param>
/// <param name="SlaSeconds">What they were promised on average.</param>
/// <param name="SlaAttained">Share of them that were accepted in time, 0 to 1.</param>
public sealed record WaitPointBody(
    DateTimeOffset At, int Accepted, double P50, double P80, double SlaSeconds, double SlaAttained);
