namespace Dispatch.Api.Clinics;

/// <summary>What one clinic may use; over it the answer is 429.</summary>
public sealed record ClinicLimitsBody(int? RequestsPerSecond, int? OpenConsults);
