namespace Dispatch.Domain.Clinics;

/// <param name="RequestsPerSecond">From 1; more are answered 429.</param>
/// <param name="OpenConsults">From 1; a consult more is answered 429 until one ends.</param>
[GenerateSerializer, Immutable, Alias("clinic-limits")]
public sealed record ClinicLimits([property: Id(0)] int RequestsPerSecond, [property: Id(1)] int OpenConsults)
{
    public const int RequestsPerSecondMaximum = 10_000;
    public const int OpenConsultsMaximum = 1_000_000;

    public static ClinicLimits Default { get; } = new(RequestsPerSecond: 50, OpenConsults: 1_000);
}
