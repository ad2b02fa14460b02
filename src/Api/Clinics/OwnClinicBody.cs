using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Clinics;

/// <summary>A clinic as it sees itself.</summary>
/// <param name="TimeZone">Of the clinic, as IANA names it.</param>
public sealed record OwnClinicBody(
    ClinicId Id,
    string Name,
    string TimeZone,
    ClinicLimits Limits,
    DateTimeOffset Now);
