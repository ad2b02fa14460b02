using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Clinics;

/// <param name="ApiKey">Shown here once; only its hash is kept.</param>
public sealed record ClinicBody(
    ClinicId Id, string ApiKey, string Name, string TimeZone, ClinicLimits Limits, DateTimeOffset CreatedAt);
