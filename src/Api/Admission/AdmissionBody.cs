namespace Dispatch.Api.Admission;

/// <summary>Whether new consults are let in.</summary>
/// <param name="State"><c>open</c>, or <c>shedding</c> while some are refused so that accepted ones are not delayed;
/// <c>off</c> when it is switched off.</param>
/// <param name="LimitPerSecond">Null while open.</param>
/// <param name="SharePerSecond">What one clinic gets of it at most; null while open.</param>
public sealed record AdmissionBody(
    string State,
    double AdmittedPerSecond,
    double ShedPerSecond,
    double? LimitPerSecond,
    double? SharePerSecond,
    double DelaySeconds,
    double DelayTargetSeconds,
    int InFlight)
{
    public static AdmissionBody Of(AdmissionGate gate)
    {
        var now = gate.Read();
        return new AdmissionBody(
            !gate.IsEnabled ? "off" : now.IsShedding ? "shedding" : "open",
            now.AdmittedPerSecond,
            now.ShedPerSecond,
            now.LimitPerSecond,
            now.SharePerSecond,
            now.Delay.TotalSeconds,
            now.DelayTarget.TotalSeconds,
            now.InFlight);
    }
}
