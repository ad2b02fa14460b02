namespace Dispatch.Client.Contract;

/// <summary>What one clinic may use; over it the server answers 429.</summary>
public sealed record ClinicLimits(int RequestsPerSecond, int OpenConsults);
