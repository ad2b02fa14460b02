namespace Dispatch.Api.Admission;

/// <summary>How admission stands.</summary>
/// <param name="LimitPerSecond">Null while everything is let in.</param>
/// <param name="SharePerSecond">What a clinic of weight 1 gets of it at most.</param>
/// <param name="Delay">That half of the requests met in the last interval.</param>
/// <param name="InFlight">Admitted and not durable yet.</param>
/// <param name="AdmittedPerSecond">In the last interval, as are those shed.</param>
/// <param name="ShedOverloaded">Since the start, as is what follows.</param>
public sealed record AdmissionReading(
    bool IsShedding,
    double? LimitPerSecond,
    double? SharePerSecond,
    TimeSpan Delay,
    TimeSpan DelayTarget,
    int InFlight,
    int InFlightLimit,
    double AdmittedPerSecond,
    double ShedPerSecond,
    long Admitted,
    long ShedOverloaded,
    long ShedOverShare,
    int Clinics);
